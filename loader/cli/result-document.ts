import { TypelineError } from '../errors/index.ts'
import { exitStatuses, type Reason, type RunResult, type UnitResult } from '../etl/index.ts'

/** What `--json` prints: one document, the same for every verb. */
export interface ResultDocument {
  /** The exit status. */
  readonly status: number
  readonly reason: Reason
  /** What stood in the way before any unit began. */
  readonly errors?: readonly object[]
  readonly [more: string]: unknown
}

export function resultDocument(reason: Reason, more: Readonly<Record<string, unknown>>): ResultDocument {
  return { status: exitStatuses[reason], reason, ...more }
}

export function runFields(result: RunResult): Readonly<Record<string, unknown>> {
  return {
    run_id: result.run.id,
    execution_time: result.run.executionTime,
    milliseconds: Math.round(result.milliseconds),
    units: result.units.map(unitFields),
  }
}

function unitFields(unit: UnitResult): object {
  if (unit.status === 'skipped') return { name: unit.unit, kind: unit.kind, status: unit.status, because: unit.because }
  const { counts, notes, error, unrecorded } = unit
  return {
    name: unit.unit,
    kind: unit.kind,
    status: unit.status,
    counts,
    notes,
    warned: unit.warned,
    milliseconds: Math.round(unit.milliseconds),
    ...(error === undefined ? {} : { error: errorFields(error) }),
    ...(unrecorded === undefined ? {} : { unrecorded: errorFields(unrecorded) }),
  }
}

export function errorFields(error: unknown): object {
  if (error instanceof TypelineError)
    return { code: error.code, message: error.message, transient: error.transient, ...error.fields }
  return { code: 'bug', message: error instanceof Error ? error.message : String(error) }
}
