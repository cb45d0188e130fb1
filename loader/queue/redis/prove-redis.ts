import type { Redis } from 'ioredis'
import { DatabaseError } from '../../errors/index.ts'
import type { RedisAddress } from './redis-address.ts'
import { infoOf } from './redis-info.ts'

/** What BullMQ's scripts need. */
const oldest = [6, 2] as const

/** A write on a key of ours that is never there, by a script: right, role and disk must allow it, and nothing changes. */
const probe = "return redis.call('DEL', KEYS[1])"

/** Proves that this Redis can keep the queue `name`. Throws DatabaseError 'redis-too-old', 'redis-unfit', and what Redis itself refuses. */
export async function proveRedis(redis: Redis, { place }: RedisAddress, name: string): Promise<void> {
  await redis.ping()
  const info = await infoOf(redis)
  const version = info.get('redis_version') ?? ''
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
    throw new DatabaseError(
      'redis-too-old',
      `${place} is Redis ${version === '' ? 'of an unknown version' : version}; the queue needs ${oldest.join('.')} or newer, best 7. Install a newer one.`,
      { fields: { place, version } },
    )
  const mode = info.get('redis_mode')
  if (mode !== undefined && mode !== 'standalone')
    throw new DatabaseError(
      'redis-unfit',
      `${place} runs as ${mode}; the queue needs a single Redis (or its primary). Name one in redis of config.ts.`,
      { fields: { place, mode } },
    )
  await redis.eval(probe, 1, `${name}:probe`)
}
