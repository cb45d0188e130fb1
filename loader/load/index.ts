export type { LoadContext, Progress, UnitOutcome } from './context.ts'
