import type { Redis } from 'ioredis'

/** Seconds for which a wish is kept: longer than any task lives. */
const kept = 30 * 86_400

/** Asks whoever is at the task, now or later, to stop. */
export async function askToCancel(redis: Redis, prefix: string, task: string): Promise<void> {
  await redis.set(key(prefix, task), '1', 'EX', kept)
}

/** Whether one of the tasks is to stop: a unit's own, or its refresh's. */
export async function isCancelled(redis: Redis, prefix: string, tasks: readonly string[]): Promise<boolean> {
  return (await redis.exists(...tasks.map((task) => key(prefix, task)))) > 0
}

function key(prefix: string, task: string): string {
  return `${prefix}:task:${task}:cancel`
}
