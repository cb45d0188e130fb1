export { parseMemorySize } from './memory-size.ts'
export { run } from './run.ts'
export type { RunOptions } from './run-options.ts'
