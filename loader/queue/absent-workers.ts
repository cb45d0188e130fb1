import type { Broker } from './broker.ts'

/** For each queue in which tasks wait and that no worker takes from, a sentence that says how to start one. */
export async function absentWorkers({ refreshes, units }: Broker): Promise<readonly string[]> {
  const lacking: string[] = []
  for (const [what, queue, flags] of [
    ['A refresh waits', refreshes, ''],
    ['A unit waits', units.default, ' --class default'],
    ['A unit of the class heavy waits', units.heavy, ' --class heavy'],
  ] as const) {
    const [waiting, workers, paused] = [await queue.getWaitingCount(), await workersOf(queue), await queue.isPaused()]
    if (waiting > 0 && paused) lacking.push(`${what}, and the queue is paused: run.ts queue resume`)
    else if (waiting > 0 && workers === 0)
      lacking.push(`${what}, and no worker is there to take it: run.ts work${flags}`)
  }
  return lacking
}

/** null where Redis does not say. */
async function workersOf(queue: Broker['refreshes']): Promise<number | null> {
  return await queue.getWorkersCount().catch(() => null)
}
