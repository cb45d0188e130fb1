import type { Job } from 'bullmq'
import type { Broker } from '../broker.ts'
import { failureOf } from '../task/task-failure.ts'

/** Looked at of each queue, at most. */
const most = 50

/** Why tasks of a refresh, or the task itself, are put off: a sentence each. */
export async function putOffTasks({ all }: Broker, task: string): Promise<readonly string[]> {
  const told: string[] = []
  for (const queue of all)
    for (const job of (await queue.getDelayed(0, most - 1)) as readonly (Job | undefined)[]) {
      if (job === undefined || (job.id !== task && job.data?.of?.task !== task)) continue
      const why = whyPutOff(job)
      if (why !== null) told.push(`${job.id === task ? 'The task' : job.data.name} is put off: ${why}`)
    }
  return told
}

/** What a task that was put off waits for; null where it does not say. In its data there may be anything. */
export function whyPutOff({ data, failedReason, attemptsMade, opts }: Job): string | null {
  const reason: unknown = data?.waiting?.for
  if (reason === 'definitions')
    return 'no worker with the same definitions has taken it yet; after ten minutes it is given up. Deploy one version to all.'
  if (reason === 'locked') return 'another loader has the unit; it is looked at again in a moment.'
  if (failedReason == null) return null
  return `it is tried again soon (try ${attemptsMade + 1} of ${opts.attempts ?? 1}). ${failureOf(failedReason).message}`
}
