import { TypelineError } from '../../errors/index.ts'
import type { RunResult, UnitResult } from '../result.ts'

/** A run's end as JSON has it: in `--json` and in a webhook's notice. */
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
