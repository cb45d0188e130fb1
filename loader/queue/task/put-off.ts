import { DelayedError, type Job, WaitingError } from 'bullmq'
import { definitionsHash, type WarehouseShape } from '../../model/index.ts'
import type { Waiting } from './payload.ts'
import { refused } from './task-failure.ts'

/** How long a rolling deployment may take, and another loader hold a unit; milliseconds. */
const patience = 600_000

/** Takes the task up again after so many milliseconds, here or elsewhere; no try is counted. Never returns. */
export async function putOff(
  job: Job,
  token: string | undefined,
  milliseconds: number,
  waiting?: Waiting,
): Promise<never> {
  if (waiting !== undefined) await job.updateData({ ...job.data, waiting })
  await job.moveToDelayed(Date.now() + milliseconds, token)
  throw new DelayedError()
}

/** Gives the task to whoever takes it next, at once. Never returns. */
export async function handBack(job: Job, token: string | undefined): Promise<never> {
  await job.moveToWait(token)
  throw new WaitingError()
}

/** Since when it has been waiting for this; undefined: for longer than anybody should. */
export function stillWaiting(
  reason: Waiting['for'],
  before: Waiting | undefined,
  now = Date.now(),
): Waiting | undefined {
  // Another machine's clock may be ahead.
  const since = before?.for === reason ? Math.min(before.since, now) : now
  return now - since < patience ? { for: reason, since } : undefined
}

/** Puts a task off that was sent with other definitions, since a deployment may be going on; refuses it after ten minutes. */
export async function sameDefinitions(
  job: Job,
  token: string | undefined,
  sent: { readonly definitions: string; readonly waiting?: Waiting | undefined },
  warehouse: WarehouseShape,
): Promise<void> {
  const mine = definitionsHash(warehouse)
  if (sent.definitions === mine) return
  const waiting = stillWaiting('definitions', sent.waiting)
  if (waiting !== undefined) await putOff(job, token, 5000, waiting)
  throw refused(
    'definitions-differ',
    `The task was sent with the definitions ${sent.definitions}, and after ten minutes this worker still has ${mine}. ` +
      'Deploy the same version to all workers and enqueuers, then enqueue it again.',
  )
}
