import { align, count } from '../etl/index.ts'
import type { QueueStatus } from '../queue/index.ts'

/** The queues as a table, and below it the tasks. */
export function queueText({ queues, tasks }: QueueStatus): string {
  const head = ['queue', 'waiting', 'active', 'delayed', 'failed', 'workers', '']
  const rows = queues.map(({ queue, waiting, active, delayed, failed, workers, paused }) => [
    queue,
    ...[waiting, active, delayed, failed].map(count),
    workers === null ? '?' : count(workers),
    paused ? 'paused' : '',
  ])
  const table = align([head, ...rows], new Set([1, 2, 3, 4, 5]))
  if (tasks.length === 0) return table
  const told = tasks.map(({ task, what, state, at, tries, error }) => [
    state,
    what,
    at.slice(0, 19).replace('T', ' '),
    tries > 1 ? `${count(tries)} tries` : '',
    task,
    error ?? '',
  ])
  return `${table}\n\n${align([['state', 'task', 'since (UTC)', '', 'id', ''], ...told], new Set())}`
}
