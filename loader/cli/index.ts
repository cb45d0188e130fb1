export { run } from './run.ts'
export type { RunOptions } from './run-options.ts'
