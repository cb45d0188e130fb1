export {
  alterUnit,
  type JournalledChange,
  journalled,
  settleChanges,
  type UnfinishedChange,
  unfinishedChanges,
} from './changes.ts'
export { type Clock, openClock } from './clock.ts'
export {
  type OverMemory,
  type RejectedRow,
  type RejectReason,
  type RoleMisses,
  rejectReasons,
  type UnitCounts,
  type UnitNotes,
} from './counts.ts'
export { lastDefinition } from './definitions.ts'
export { forgetUnit } from './forget-unit.ts'
export type { Holder } from './holder.ts'
export { type Interrupted, readInterrupted } from './interrupted.ts'
export { allotKeys, keyLocks, lockKeys, makeKeys, takeKeys } from './keys.ts'
export { lastChanges } from './last-changes.ts'
export { forgetMisses, type KeptMiss, publishMisses, readMissedGrains } from './misses.ts'
export { type Log, openLog } from './open-log.ts'
export { countRejects, type RejectCount, type RejectFilter, readRejects, type StoredReject } from './read-rejects.ts'
export { hasCode, isConflict, retry } from './retry.ts'
export { beginHeldRun, endDeadRuns, lockRun } from './run-lock.ts'
export type {
  FormerUnitRun,
  KeyBlock,
  Marker,
  Run,
  RunStatus,
  UnitOwner,
  UnitStatus,
  UnitToTake,
  WritingLane,
} from './run-log.ts'
export { beginRun, finishRun, type RunStart } from './runs.ts'
export type { SessionLock } from './session-lock.ts'
export {
  closingTimes,
  type RunReport,
  readRunningUnits,
  readRuns,
  readUnitsOf,
  type UnitReport,
  type UnitRunReport,
} from './status.ts'
export { logTables } from './tables.ts'
export { type TakeOptions, takeUnit } from './take-unit.ts'
export { beginTaskRun, noteDeleted, readTaskRun, type TaskRun, takeTaskRun } from './task-runs.ts'
export { Turns } from './turns.ts'
export { type Holding, holdingOf, unlockUnit } from './unlock-unit.ts'
export { readWatermark, readWatermarkTime } from './watermark.ts'
