import type { Queue } from 'bullmq'
import type { Broker } from '../broker.ts'

/** The processes that take from a queue, as host:pid; null where Redis does not say (CLIENT LIST is forbidden by some who rent Redis out). */
export async function workersOf({ redis }: Broker, queue: Queue): Promise<readonly string[] | null> {
  const clients = await queue.getWorkers().catch(() => null)
  if (clients === null || clients.some(({ rawname }) => rawname === undefined)) return null
  // The list is the server's: workers of a queue of this name in another database are not ours.
  const ours = clients.filter(({ db }) => db === String(redis.options.db ?? 0))
  return ours.map(({ rawname = '' }) => rawname.split(':w:')[1] ?? '?')
}
