export { repeatStrategy } from './repeat-strategy.ts'
export { type ScheduledStart, scheduledStart } from './scheduled-start.ts'
