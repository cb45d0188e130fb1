import { align, count } from '../etl/index.ts'
import type { QueueStatus } from '../queue/index.ts'

/** The queues as a table, who works, and below it the tasks. */
export function queueText({ queues, tasks }: QueueStatus): string {
  const head = ['queue', 'waiting', 'active', 'delayed', 'failed', 'workers', '']
  const rows = queues.map(({ queue, waiting, active, delayed, failed, workers, paused }) => [
    queue,
    ...[waiting, active, delayed, failed].map(count),
    workers === null ? '?' : count(workers.length),
    paused ? 'paused' : '',
  ])
  const parts = [align([head, ...rows], new Set([1, 2, 3, 4, 5]))]
  const processes = new Set(queues.flatMap(({ workers }) => workers ?? []))
  if (processes.size > 0) parts.push(`Workers (host:process): ${[...processes].sort().join(', ')}`)
  if (tasks.length > 0) parts.push(taskTable(tasks))
  return parts.join('\n\n')
}

function taskTable(tasks: QueueStatus['tasks']): string {
  const head = ['state', 'task', 'run', 'since (UTC)', 'tries', 'worker', 'id', '']
  const rows = tasks.map(({ task, what, state, at, run, worker, tries, error }) => [
    state,
    what,
    run === null ? '-' : String(run),
    `${state === 'delayed' ? 'until ' : ''}${at.slice(0, 19).replace('T', ' ')}`,
    count(tries),
    state === 'active' || state === 'failed' ? (worker ?? '-') : '-',
    task,
    error ?? '',
  ])
  return align([head, ...rows], new Set([2, 4]))
}
