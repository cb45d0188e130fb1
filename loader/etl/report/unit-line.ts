import type { Progress } from '../../load/index.ts'
import type { EtlEvent } from '../events.ts'
import type { UnitResult } from '../result.ts'
import { count, duration } from './amounts.ts'
import { errorText } from './error-text.ts'

/** A unit's end on one line, its error's sentence on the same. */
export function endLine(unit: UnitResult): string {
  if (unit.status === 'skipped') {
    const why =
      unit.because.length === 0 ? 'the run was stopped before its turn' : `it needs ${unit.because.join(', ')}`
    return `${unit.unit}: skipped, since ${why}`
  }
  const time = duration(unit.milliseconds)
  if (unit.status !== 'done') {
    const { unrecorded } = unit
    const also = unrecorded === undefined ? '' : `\n  not written to etl_unit_run: ${errorText(unrecorded)}`
    return `${unit.unit}: ${unit.status} after ${time}. ${errorText(unit.error)}${also}`
  }
  const { counts } = unit
  const told = [
    [counts.new, 'new'],
    [counts.version, 'versions'],
    [counts.overwritten, 'overwritten'],
    [counts.unchanged, 'unchanged'],
    [counts.duplicate + counts.superseded, 'duplicates'],
    [counts.rejected, 'rejected'],
  ] as const
  const words = told.filter(([number]) => number > 0).map(([number, what]) => `, ${count(number)} ${what}`)
  return `${unit.unit}: done in ${time}: ${count(counts.read)} read${words.join('')}`
}

/** How far a running unit is, on one line. */
export function runningLine(unit: string, progress: Progress | null, milliseconds: number): string {
  const far =
    progress === null
      ? 'begun'
      : `${progress.phase}, ${count(progress.read)} read, ${count(progress.sent)} sent to the warehouse`
  return `${unit}: ${far}, ${duration(milliseconds)}`
}

/** The unit that an event ends, or null. */
export function ended(event: EtlEvent): UnitResult | null {
  if (event.kind === 'unit-finished' || event.kind === 'unit-failed') return event.outcome
  return event.kind === 'unit-skipped' ? event.unit : null
}
