import type { Registry } from 'prom-client'
import { bounded } from './bounded.ts'

/** Tasks by queue and state. */
export type QueueSizes = Readonly<Record<string, Readonly<Record<string, number>>>>

const milliseconds = 5000

/** Gauges of the queues' sizes; gives what asks for them anew. Where the queue does not answer, its sizes go and `typeline_queue_up` says so. */
export function queueGauges(
  { Gauge }: typeof import('prom-client'),
  registry: Registry,
  sizes: () => Promise<QueueSizes>,
): () => Promise<void> {
  const registers = [registry]
  const up = new Gauge({
    name: 'typeline_queue_up',
    help: 'Whether the sizes of the queues could be read for this scrape: 1 or 0.',
    registers,
  })
  const tasks = new Gauge({
    name: 'typeline_queue_tasks',
    help: 'Tasks in a queue by state.',
    labelNames: ['queue', 'state'],
    registers,
  })
  return async () => {
    let found: QueueSizes | null = null
    try {
      found = await bounded(sizes, milliseconds)
    } catch {
      // What is wrong with the queue is the health check's to say.
    }
    up.set(found === null ? 0 : 1)
    tasks.reset()
    for (const [queue, states] of Object.entries(found ?? {}))
      for (const [state, number] of Object.entries(states)) tasks.set({ queue, state }, number)
  }
}
