import { count, duration, type RunResult, type UnitResult } from '../etl/index.ts'

/** What stands below a run's table: how many units ended how, and where to read on. */
export function lastLine({ run, units, milliseconds }: RunResult, logPath: string, dry: boolean): string {
  const ends = Map.groupBy(units, (unit) => unit.status)
  const told = [...ends].map(([status, all]) => `${count(all.length)} ${status}`)
  const line = `${dry ? 'Dry run' : `Run ${run.id}`}: ${told.join(', ')} in ${duration(milliseconds)}. Log: ${logPath}`
  // What a dry run would reject is told behind it: its scratch is gone by then.
  return dry || !units.some(rejectedRows) ? line : `${line}\nRejected rows: run.ts rejects show --run ${run.id}`
}

function rejectedRows(unit: UnitResult): boolean {
  return unit.status !== 'skipped' && unit.counts.rejected > 0
}
