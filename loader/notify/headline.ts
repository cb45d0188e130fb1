import { count, duration, type Reason, type RunResult, type UnitResult } from '../etl/index.ts'
import { namedFew } from './named-few.ts'

/** How a run ended, in the line that is read among thirty others: "run 12 failed: 1 of 18 units (store), 2 skipped". */
export function headline(result: RunResult, reason: Reason): string {
  const { run, units, milliseconds } = result
  const all = count(units.length)
  const these = (what: readonly UnitResult[]) =>
    `${count(what.length)} of ${all} units (${namedFew(what.map((unit) => unit.unit))})`
  const broken = units.filter(({ status }) => status === 'failed' || status === 'fenced')
  const skipped = units.filter(({ status }) => status === 'skipped')
  const also = skipped.length === 0 ? '' : `, ${count(skipped.length)} skipped`
  switch (reason) {
    case 'done':
      return `run ${run.id} done: ${all} ${units.length === 1 ? 'unit' : 'units'} in ${duration(milliseconds)}`
    case 'rejects':
      return `run ${run.id} done, many rows rejected: ${these(units.filter((unit) => unit.status === 'done' && unit.warned))}`
    case 'locked':
      return `run ${run.id} met a lock: ${these(broken)}${also}`
    case 'bug':
      return `run ${run.id} met a bug of the loader: ${these(broken)}${also}`
    case 'interrupted':
    case 'terminated':
      return `run ${run.id} was stopped: ${count(units.filter(({ status }) => status !== 'done').length)} of ${all} units not loaded`
    default:
      return broken.length === 0 && skipped.length === 0
        ? `run ${run.id} done, but its end could not be recorded`
        : `run ${run.id} failed: ${these(broken)}${also}`
  }
}
