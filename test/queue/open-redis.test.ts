import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRedis } from '../../loader/queue/redis/open-redis.ts'
import { redisWarnings } from '../../loader/queue/redis/redis-warnings.ts'
import { describeOwnRedis, describeRedis } from '../servers/describe-redis.ts'
import { freePort, type PrivateServer, redisDatabase, startRedis } from '../servers/index.ts'
import { config, refusal } from './redis-config.ts'

describe('what is wrong before anything is connected', () => {
  test.each([
    [undefined, 'no-redis', "Write redis: env('REDIS_URL', 'redis://127.0.0.1:6379') into"],
    ['localhost:6379', 'bad-url', 'begins with localhost:'],
    ['http://:secret@localhost:6379', 'bad-url', 'begins with http:'],
    ['redis://:secret@localhost:6379/queue', 'bad-url', '/queue where the number'],
    ['redis://:secret@localhost?db=1', 'bad-url', 'question mark'],
    ['redis://:se%cret@localhost', 'bad-url', 'begins no code'],
    ['redis://:sec ret', 'bad-url', 'cannot be read'],
    ['redis:///0', 'bad-url', 'names no host'],
  ])('%s', async (url, code, words) => {
    const error = await refusal(url)
    expect(error).toMatchObject({ name: 'DefinitionError', code, message: expect.stringContaining(words) })
    expect(String(error)).not.toMatch(/secret|se%cret|sec ret/)
  })
})

describe('where no Redis answers', () => {
  test('nobody listens: the place, and what starts one', async () => {
    const port = await freePort()
    const error = await refusal(`redis://:secret@127.0.0.1:${port}/3`)
    expect(error).toMatchObject({ name: 'DatabaseError', code: 'redis-unreachable', transient: true })
    expect(String(error)).toContain(
      `No Redis answers at redis://127.0.0.1:${port}/3. To start one: redis-server --port ${port} --appendonly yes --maxmemory-policy noeviction`,
    )
    expect(JSON.stringify(error)).not.toContain('secret')
  })

  test('a host that is not known', async () => {
    expect(await refusal('redis://no-such-host.invalid')).toMatchObject({
      code: 'redis-unreachable',
      message: expect.stringMatching(/The host "no-such-host.invalid" .* is not known/),
    })
  })

  test('something else listens', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    expect(await refusal(`redis://127.0.0.1:${port}`)).toMatchObject({
      code: 'redis-unreachable',
      message: expect.stringContaining('did not answer as Redis does'),
    })
    server.close()
  })
})

describeRedis('the Redis of the tests', () => {
  test('it answers; a second connection like it too', async () => {
    await using database = await redisDatabase()
    const redis = await openRedis(config(database.url))
    const second = redis.duplicate()
    await second.set('a', '1')
    expect(await redis.get('a')).toBe('1')
    expect(await redis.keys('*')).toEqual(['a'])
    expect(redis.options.maxRetriesPerRequest).toBeNull()
    await Promise.all([redis.quit(), second.quit()])
  })
})

describeOwnRedis('one of its own', () => {
  let server: PrivateServer
  let root: Redis
  const at = (user: string, path = '') => {
    const url = new URL(`${server.url}${path}`)
    return url.href.replace(/\/\/.*@/, user === '' ? '//' : `//${user}@`)
  }

  beforeAll(async () => {
    server = await startRedis({ settings: { 'maxmemory-policy': 'allkeys-lru', databases: '2' } })
    root = new Redis(server.url)
    root.on('error', () => {})
    await root.acl('SETUSER', 'reader', 'on', '>pw', '~*', '+@read', '+@connection', '+info', '+eval')
    await root.acl('SETUSER', 'stranger', 'on', '>pw', '~other:*', '+@all')
    await root.acl('SETUSER', 'renter', 'on', '>pw', '~*', '+@all', '-config')
  })

  afterAll(async () => {
    root.disconnect()
    await server[Symbol.asyncDispose]()
  })

  test.each([
    ['a wrong password', ':wrong-secret', '', 'redis-denied', /refused the password\. Correct it/],
    ['a user that is not there', 'nobody:wrong-secret', '', 'redis-denied', /the password of the user "nobody"/],
    ['no password', '', '', 'redis-denied', /wants a password/],
    [
      'a user that may not write',
      'reader:pw',
      '',
      'redis-denied',
      /The user "reader" of .* may not do what the queue needs/,
    ],
    [
      'a user of other keys',
      'stranger:pw',
      '',
      'redis-denied',
      /The user "stranger" of .* may not do what the queue needs/,
    ],
    ['a number beyond the last', 'renter:pw', '/7', 'redis-unfit', /has no database of the number 7/],
  ])('%s', async (_, user, path, code, words) => {
    const error = await refusal(at(user, path))
    expect(error).toMatchObject({
      name: 'DatabaseError',
      code,
      transient: false,
      message: expect.stringMatching(words),
    })
    expect(JSON.stringify([error, (error as Error).cause])).not.toContain('wrong-secret')
  })

  test('a replica', async () => {
    await root.replicaof('127.0.0.1', 1)
    expect(await refusal(server.url)).toMatchObject({
      code: 'redis-unfit',
      message: expect.stringContaining('replica'),
    })
    await root.replicaof('NO', 'ONE')
  })

  test('FAULTS 62: warns of eviction and of a Redis that keeps nothing, with what to type', async () => {
    const redis = await openRedis(config(server.url))
    expect(await redisWarnings(redis)).toEqual([
      expect.stringMatching(/maxmemory-policy is allkeys-lru.* CONFIG SET maxmemory-policy noeviction/),
      expect.stringMatching(/appendonly is no and save is empty.* CONFIG SET appendonly yes/),
    ])
    await redis.config('SET', 'maxmemory-policy', 'noeviction')
    await redis.config('SET', 'appendonly', 'yes')
    expect(await redisWarnings(redis)).toEqual([])
    await redis.config('SET', 'appendonly', 'no')
    await redis.config('SET', 'save', '3600 1')
    expect(await redisWarnings(redis)).toEqual([])
    await redis.quit()
  })

  test('FAULTS 62: where CONFIG is forbidden INFO tells of eviction, and a sentence what it does not tell', async () => {
    await root.config('SET', 'maxmemory-policy', 'volatile-ttl')
    const redis = await openRedis(config(at('renter:pw')))
    expect(await redisWarnings(redis)).toEqual([
      expect.stringContaining('maxmemory-policy is volatile-ttl'),
      'Redis does not tell its settings: see yourself to appendonly and save (one of them must keep the data).',
    ])
    await redis.quit()
  })

  test('a connection that breaks is told once, and once that it is back; what was asked meanwhile is answered', async () => {
    const lost: string[] = []
    const redis = await openRedis(config(server.url), (sentence) => lost.push(sentence))
    await server.restart()
    expect(await redis.ping()).toBe('PONG')
    await sleep(20)
    // A server that is back at once was never missed.
    expect([[], [expect.stringContaining(' broke ('), expect.stringMatching(/ answers again\.$/)]]).toContainEqual(lost)
    await redis.quit()
  })
})
