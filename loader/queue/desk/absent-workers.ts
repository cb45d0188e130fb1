import type { Broker } from '../broker.ts'
import { workersOf } from './workers-of.ts'

/** For each queue in which tasks wait and that no worker takes from, a sentence that says how to start one. */
export async function absentWorkers(broker: Broker): Promise<readonly string[]> {
  const { refreshes, units } = broker
  const lacking: string[] = []
  for (const [what, queue, flags] of [
    ['A refresh waits', refreshes, ''],
    ['A unit waits', units.default, ' --class default'],
    ['A unit of the class heavy waits', units.heavy, ' --class heavy'],
  ] as const) {
    if ((await queue.getWaitingCount()) === 0) continue
    if (await queue.isPaused()) lacking.push(`${what}, and the queue is paused: run.ts queue resume`)
    else if ((await workersOf(broker, queue))?.length === 0)
      lacking.push(`${what}, and no worker is there to take it: run.ts work${flags}`)
  }
  return lacking
}
