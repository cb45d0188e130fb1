import type { Redis } from 'ioredis'

/** Seconds for which a wish is kept: longer than any task lives. */
const kept = 30 * 86_400

/** Asks whoever is at the task, now or later, to stop. */
export async function askToCancel(redis: Redis, prefix: string, task: string): Promise<void> {
  await redis.set(key(prefix, task), '1', 'EX', kept)
}

export async function isCancelled(redis: Redis, prefix: string, task: string): Promise<boolean> {
  return (await redis.exists(key(prefix, task))) === 1
}

function key(prefix: string, task: string): string {
  return `${prefix}:task:${task}:cancel`
}
