import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../../../sample/random.ts'
import type { QueuedStar } from './queued-star.ts'
import type { WorkerProcess } from './worker-process.ts'

/** The unit that a worker was at when it was killed; null: none. */
export type Kill = string | null

const atUnit = `
  SELECT l.pid, u.unit FROM etl_lock l JOIN etl_unit_run u ON u.unit = l.unit AND u.unit_number = l.unit_number
  WHERE l.lane = 0 AND u.status IN ('running', 'publishing')`
const someBatches = `(SELECT COUNT(*) FROM etl_batch b WHERE b.unit = u.unit AND b.unit_number = u.unit_number) > 1`

/**
 * Kills workers by SIGKILL, one that happens to run at moments that happen to come, and starts another for each, until `most` of them were killed at a unit or
 * `ended` says that there is nothing more to do. What they are at is looked up while they are stopped. Gives all kills.
 */
export async function killAtRandom(
  star: QueuedStar,
  random: Random,
  most: number,
  ended: AbortSignal,
): Promise<readonly Kill[]> {
  const kills: Kill[] = []
  while (!ended.aborted && kills.filter((kill) => kill !== null).length < most) {
    await sleep(random.between(1, 400))
    const victims = star.workers.filter(({ isReady }) => isReady)
    if (ended.aborted || victims.length === 0) continue
    // Most of those that wait for work are left to wait; but a refresh itself is at one of them.
    const killed = await stopped(star, random.pick(victims), atUnit, random.chance(0.1))
    if (killed !== 'left') kills.push(killed)
  }
  return kills
}

/** Kills whoever is first seen at this fact when some of its batches are in. Gives the fact; null where nobody was seen. */
export async function killInBatches(star: QueuedStar, fact: string, ended: AbortSignal): Promise<Kill> {
  const inBatches = `${atUnit} AND u.unit = '${fact}' AND ${someBatches}`
  while (!ended.aborted) {
    await sleep(10)
    const [found] = await star.ask(inBatches)
    const victim = star.workers.find(({ pid }) => pid === Number(found?.split(' ')[0]))
    if (victim === undefined) continue
    const killed = await stopped(star, victim, inBatches, false)
    if (killed !== 'left') return killed
  }
  return null
}

/** Stops the worker, and kills it where it is at something now, or `anyway`; else it goes on. */
async function stopped(
  star: QueuedStar,
  victim: WorkerProcess,
  question: string,
  anyway: boolean,
): Promise<Kill | 'left'> {
  victim.signal('SIGSTOP')
  const [found] = await star.ask(`${question} AND l.pid = ${victim.pid}`)
  if (found === undefined && !anyway) {
    victim.signal('SIGCONT')
    return 'left'
  }
  victim.signal('SIGKILL')
  star.start()
  return found?.split(' ')[1] ?? null
}
