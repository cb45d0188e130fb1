import { expect, test } from 'vitest'
import { enqueueUnit, followTask } from '../../loader/queue/index.ts'
import { describeOwnRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase, startRedis } from '../servers/index.ts'
import { openStand } from './open-stand.ts'
import { dimensionOf } from './stand-units.ts'

describeOwnRedis('whoever waits for a task', () => {
  test('may stop though Redis is away', async () => {
    const server = await startRedis()
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop')], { redis: server.url })
    const task = await enqueueUnit(stand.broker, { name: 'shop', type: 'dimension' }, 'test')
    const stop = new AbortController()
    const told = Promise.withResolvers<string>()
    const followed = followTask(stand.broker, task, { signal: stop.signal, listener: () => {}, notice: told.resolve })
    expect(await told.promise).toBe('A unit waits, and no worker is there to take it: run.ts work --class default')
    await server[Symbol.asyncDispose]()
    const late = setTimeout(() => stop.abort(new Error('Enough.')), 600)
    await expect(followed).rejects.toThrow('Enough.')
    clearTimeout(late)
  })
})
