import type { Redis } from 'ioredis'
import { infoOf } from './redis-info.ts'

/**
 * What of a Redis' settings would lose tasks, a sentence each that names the setting and what to type; where it does not let itself be asked
 * (CONFIG is forbidden by most who rent Redis out), INFO tells some of it and a sentence says what could not be seen.
 */
export async function redisWarnings(redis: Redis): Promise<readonly string[]> {
  const [info, settings] = await Promise.all([infoOf(redis), settingsOf(redis)])
  const warnings: string[] = []
  const policy = settings.get('maxmemory-policy') ?? info.get('maxmemory_policy')
  if (policy !== undefined && policy !== 'noeviction')
    warnings.push(
      `Redis may throw tasks away: its maxmemory-policy is ${policy}, and must be noeviction. Type: redis-cli CONFIG SET maxmemory-policy noeviction; and write "maxmemory-policy noeviction" into redis.conf.`,
    )
  const journal = settings.get('appendonly') ?? (info.get('aof_enabled') === '1' ? 'yes' : undefined)
  const snapshots = settings.get('save')
  if (journal === 'no' && snapshots === '')
    warnings.push(
      'Redis keeps nothing: appendonly is no and save is empty, so that all tasks, pauses and schedules are lost when it ends. Type: redis-cli CONFIG SET appendonly yes; and write "appendonly yes" into redis.conf.',
    )
  const unseen = [
    ...(policy === undefined ? ['maxmemory-policy (it must be noeviction)'] : []),
    ...(journal === undefined ? ['appendonly and save (one of them must keep the data)'] : []),
  ]
  if (unseen.length > 0) warnings.push(`Redis does not tell its settings: see yourself to ${unseen.join(', and to ')}.`)
  return warnings
}

/** Empty where CONFIG is not allowed, or is called something else. */
async function settingsOf(redis: Redis): Promise<ReadonlyMap<string, string>> {
  const names = ['maxmemory-policy', 'appendonly', 'save']
  const settings = new Map<string, string>()
  for (const name of names) {
    try {
      const [, value] = (await redis.config('GET', name)) as readonly string[]
      if (value !== undefined) settings.set(name, value)
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ReplyError')) throw error
    }
  }
  return settings
}
