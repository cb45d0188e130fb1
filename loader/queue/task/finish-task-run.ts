import { type RunResult, runStatus, tellAll, type UnitResult } from '../../etl/index.ts'
import { finishRun, type Run } from '../../log/index.ts'
import type { WorkerTools } from '../worker/worker-tools.ts'
import type { EventWriter } from './task-events.ts'

/** Writes how a task's run ended, and tells it, unless another delivery has; gives what failed in a sentence, null: nothing. */
export async function finishTaskRun(
  run: Run,
  units: readonly UnitResult[],
  milliseconds: number,
  tools: WorkerTools,
  events: EventWriter,
): Promise<string | null> {
  const failure = failureSentence(run, units)
  const result: RunResult = { run, units, milliseconds }
  if (await finishRun(tools.log, run, runStatus(units), failure)) {
    tellAll([tools.announce(run), tools.listenTo(run), events.listener])({ kind: 'run-finished', result })
    await events.arrived()
  }
  return failure
}

function failureSentence(run: Run, units: readonly UnitResult[]): string | null {
  const failed = units.filter((unit) => unit.status !== 'done' && unit.status !== 'skipped')
  const skipped = units.filter((unit) => unit.status === 'skipped')
  if (failed.length + skipped.length === 0) return null
  const names = (some: readonly UnitResult[]) => some.map(({ unit }) => unit).join(', ')
  const told = [
    ...(failed.length === 0 ? [] : [`${failed.length} of ${units.length} units failed: ${names(failed)}`]),
    ...(skipped.length === 0 ? [] : [`${skipped.length} not begun: ${names(skipped)}`]),
  ]
  return `Run ${run.id}: ${told.join('; ')}.`
}
