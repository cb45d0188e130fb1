import { TypelineError } from '../errors/index.ts'
import type { RunResult, UnitResult } from './result.ts'

/** Exit statuses by their reasons (ARCHITECTURE.md, The command line). */
export const exitStatuses = {
  done: 0,
  /** A unit failed while it ran. */
  'unit-failed': 1,
  /** Found before any unit started: usage, configuration, a server, a password, a query, a column. */
  'not-ready': 2,
  /** Done, but a unit rejected more than `rejects.warn` of the rows it read. */
  rejects: 3,
  locked: 5,
  'nothing-selected': 6,
  bug: 70,
  /** SIGINT. */
  interrupted: 130,
  /** SIGTERM. */
  terminated: 143,
} as const

export type Reason = keyof typeof exitStatuses

/** The codes that say: another process is at it, try later. DuckDB's lock is its file's. */
const lockCodes: ReadonlySet<string> = new Set(['locked', 'file-in-use'])

/** Why a run ended as it did, by the strongest of its units: bug > stopped > failed > locked > rejects. `stopped`: the signal's reason. */
export function reasonOfUnits(units: readonly UnitResult[], stopped: Reason | null): Reason {
  const errors = units.flatMap((unit) => (unit.status === 'failed' || unit.status === 'fenced' ? [unit.error] : []))
  if (errors.some(isBug)) return 'bug'
  const unfinished = units.some(
    (unit) => unit.status === 'cancelled' || (unit.status === 'skipped' && unit.because.length === 0),
  )
  if (unfinished && stopped !== null) return stopped
  if (unfinished || errors.some((error) => !isLock(error))) return 'unit-failed'
  if (errors.length > 0) return 'locked'
  return units.some((unit) => unit.status === 'done' && unit.warned) ? 'rejects' : 'done'
}

/** The same, of a whole run: one whose end is not recorded did not end well, even where its units did. */
export function reasonOfRun({ units, unrecorded }: RunResult, stopped: Reason | null): Reason {
  const reason = reasonOfUnits(units, stopped)
  return unrecorded !== undefined && (reason === 'done' || reason === 'rejects') ? 'unit-failed' : reason
}

/** Why nothing was begun, by the strongest of what stood in the way. */
export function reasonOfErrors(errors: readonly unknown[], stopped: Reason | null): Reason {
  if (errors.some(isBug)) return 'bug'
  if (stopped !== null) return stopped
  if (errors.length > 0 && errors.every(isLock)) return 'locked'
  return errors.length > 0 && errors.every(isEmptySelection) ? 'nothing-selected' : 'not-ready'
}

/** What Node throws when our own signal ended something is no bug. */
function isBug(error: unknown): boolean {
  return !(error instanceof TypelineError || (error instanceof Error && error.name === 'AbortError'))
}

function isEmptySelection(error: unknown): boolean {
  return error instanceof TypelineError && error.code === 'nothing-selected'
}

function isLock(error: unknown): boolean {
  return error instanceof TypelineError && lockCodes.has(error.code)
}
