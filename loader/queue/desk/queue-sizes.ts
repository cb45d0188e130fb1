import type { Broker } from '../broker.ts'

/** Tasks by queue and state. */
export async function queueSizes({ all }: Broker): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
  const sizes: Record<string, Readonly<Record<string, number>>> = {}
  for (const queue of all)
    sizes[queue.name] = await queue.getJobCounts('wait', 'active', 'delayed', 'prioritized', 'failed', 'completed')
  return sizes
}
