import type { Broker } from '../../loader/queue/index.ts'

/** What was put off, or waits for its next try, is looked at again now. */
export async function hurry({ all }: Broker): Promise<void> {
  // A worker may have taken it this moment.
  for (const queue of all) for (const job of await queue.getDelayed()) await job.promote().catch(() => undefined)
}
