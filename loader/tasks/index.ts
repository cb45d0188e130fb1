export { processEtlTask, refreshTask, type Task } from './tasks.ts'
