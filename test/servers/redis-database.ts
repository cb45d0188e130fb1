import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { inject } from 'vitest'
import { fileWord } from './file-word.ts'
import type { TestDatabase } from './test-database.ts'

/** In database 0, which no test gets: number → test file. */
const taken = 'typeline_test_databases'

/**
 * An empty database of the run's Redis, by its number, or of `server` (a URL without a number); emptied when disposed. Channels of PUBLISH
 * are one for all numbers of a server.
 */
export async function redisDatabase(server: string | null = inject('redisUrl')): Promise<TestDatabase> {
  if (server === null) throw new Error('Redis is not installed. Get it: npm run install-servers')
  const number = await administer(server, take)
  const url = new URL(server)
  url.pathname = `/${number}`
  return {
    url: url.href,
    [Symbol.asyncDispose]: () =>
      administer(server, async (redis) => {
        const open = await stillConnected(redis, number)
        await redis.select(number)
        await redis.flushdb()
        await redis.select(0)
        await redis.hdel(taken, String(number))
        if (open.length > 0) throw new Error(`A test left connections open on its Redis: ${open.join(', ')}`)
      }),
  }
}

/** Test databases that nobody emptied. */
export function leftRedisDatabases(server: string): Promise<readonly string[]> {
  return administer(server, async (redis) =>
    Object.entries(await redis.hgetall(taken)).map(([number, word]) => `Redis ${number} (${word})`),
  )
}

async function take(redis: Redis): Promise<number> {
  const [, databases = '16'] = (await redis.config('GET', 'databases')) as string[]
  for (let number = 1; number < Number(databases); number++) {
    if ((await redis.hsetnx(taken, String(number), fileWord())) === 0) continue
    await redis.select(number)
    const size = await redis.dbsize()
    await redis.select(0)
    if (size === 0) return number
    // Of a given server, somebody else's.
    await redis.hdel(taken, String(number))
  }
  throw new Error(`All ${databases} databases of the tests' Redis are taken.`)
}

async function administer<T>(server: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(server, { lazyConnect: true, retryStrategy: () => null })
  redis.on('error', () => {})
  await redis.connect()
  try {
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

/** A connection that was just closed may stand in the list a moment longer; one that is open stays. */
async function stillConnected(redis: Redis, number: number): Promise<readonly string[]> {
  let open: readonly string[] = []
  for (let attempt = 0; attempt < 40; attempt++) {
    const clients = String(await redis.client('LIST'))
    open = clients.split('\n').filter((line) => line.includes(` db=${number} `))
    if (open.length === 0) break
    await sleep(20)
  }
  return open.map((line) => /name=\S+|cmd=\S+/g.exec(line)?.[0] ?? line)
}
