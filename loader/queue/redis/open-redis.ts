import { isIP } from 'node:net'
import { Redis } from 'ioredis'
import type { WarehouseShape } from '../../model/index.ts'
import { proveRedis } from './prove-redis.ts'
import { type RedisAddress, redisAddress } from './redis-address.ts'
import { openingError } from './redis-error.ts'

/** Milliseconds until a Redis that says nothing counts as gone. */
const patience = 10_000

/**
 * The Redis of the configuration, proved to answer, to take scripts and to be new enough; from then on ioredis connects again by itself and
 * commands wait meanwhile. `lost` is told once when the connection breaks, and when it is back; quit() or disconnect() ends it.
 * Throws DefinitionError 'no-redis', 'bad-url'; DatabaseError 'redis-unreachable' (transient), 'redis-denied', 'redis-tls', 'redis-too-old',
 * 'redis-unfit'.
 */
export async function openRedis(
  warehouse: WarehouseShape,
  lost: (sentence: string) => void = () => {},
): Promise<Redis> {
  const address = redisAddress(warehouse)
  let proved = false
  const redis = new Redis({
    ...connectionOptions(address),
    connectTimeout: patience,
    // BullMQ's blocking commands wait as long as it takes.
    maxRetriesPerRequest: null,
    lazyConnect: true,
    // ioredis' own pauses, but nobody waits for a server that was never there.
    retryStrategy: (times) => (proved ? Math.min(50 * 2 ** Math.min(times - 1, 7), 5000) : null),
  })
  let first: unknown = null
  let silent = false
  redis.on('error', (error: unknown) => {
    first ??= error
    if (!proved || silent) return
    silent = true
    lost(`The connection to ${address.place} broke (${reasonOf(error)}); it is tried again until Redis answers.`)
  })
  redis.on('ready', () => {
    if (silent) lost(`${address.place} answers again.`)
    silent = false
  })
  try {
    await within(patience, redis.connect())
    await within(patience, proveRedis(redis, address, warehouse.queue.name))
    // A number that SELECT refuses is told as an event alone, and the connection goes on in database 0.
    if (first !== null) throw first
  } catch (error) {
    redis.disconnect()
    throw openingError(first ?? error, address)
  }
  proved = true
  return redis
}

function connectionOptions({ host, port, user, password, database, encrypted }: RedisAddress) {
  return {
    host,
    port,
    db: database,
    ...(user === '' ? {} : { username: user }),
    ...(password === '' ? {} : { password }),
    // Without a name to compare, a certificate proves nothing to servers that hold several.
    ...(encrypted ? { tls: isIP(host) === 0 ? { servername: host } : {} } : {}),
  }
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
    milliseconds,
  )
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer))
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
