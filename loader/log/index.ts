export type { RejectedRow, RejectReason, RoleMisses, UnitCounts, UnitNotes } from './counts.ts'
export type {
  FormerUnitRun,
  KeyBlock,
  Marker,
  Run,
  RunStatus,
  UnitOwner,
  UnitStatus,
  UnitToTake,
} from './run-log.ts'
