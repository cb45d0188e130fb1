export { date } from './date.ts'
