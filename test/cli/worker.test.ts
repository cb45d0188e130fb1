import { expect, test } from 'vitest'
import { describeOwnRedis, describeRedis } from '../servers/describe-redis.ts'
import { engines, freePort, redisDatabase, startRedis } from '../servers/index.ts'
import { openShop } from './open-shop.ts'

const duckdb = engines.filter(({ name }) => name === 'duckdb')

describeRedis.each(duckdb)('a worker beside other processes ($name)', (engine) => {
  test('it has the file, they have the queue; it leaves when told to', async () => {
    await using redis = await redisDatabase()
    await using shop = await openShop(engine)
    const at = { SHOP_REDIS_URL: redis.url }
    const port = await freePort()
    const worker = shop.start(`work --metrics-port ${port}`, at)
    await worker.said('Working: ')

    const [status, second, load, listening, waited] = await Promise.all([
      shop.run('status', at),
      shop.run('work', at),
      shop.run('--run_dimensions', at),
      shop.run(`work --metrics-port ${port}`, { ...at, SHOP_WAREHOUSE_URL: 'duckdb::memory:' }),
      shop.run('enqueue refresh --wait', at),
    ])
    // Whoever needs the file is told who has it, and what to type instead.
    for (const end of [status, second, load]) {
      expect(end).toMatchObject({ status: 5, stdout: '' })
      expect(end.stderr).toMatch(
        new RegExp(`is open in process ${worker.process.pid} .* let that load: run\\.ts enqueue refresh`),
      )
    }
    expect(listening).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(
        `Metrics and health cannot be given at port ${port} of 127.0.0.1, since another process has it`,
      ),
    })
    expect(waited).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('Run 1: 3 done in ') })
    const health = await fetch(`http://127.0.0.1:${port}/health`)
    expect([health.status, await health.json()]).toEqual([200, expect.objectContaining({ status: 'ok' })])

    worker.process.kill('SIGTERM')
    const end = await worker.end
    expect(end.status).toBe(0)
    expect(end.stderr).toContain('SIGTERM: stopping; once more to stop at once.\n')
    expect(await shop.run('status', at)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('enqueue refresh'),
    })
    expect(await shop.rows()).toMatchObject({ items: ['1 Pen', '2 Ink'] })
    const said = [end, status, second, load, listening, waited].map(({ stdout, stderr }) => stdout + stderr).join('')
    expect(said + shop.log()).not.toContain(new URL(redis.url).password)
  })

  test('interrupted, --wait leaves the task to the queue, and says how to stop it', async () => {
    await using redis = await redisDatabase()
    await using shop = await openShop(engine)
    const at = { SHOP_REDIS_URL: redis.url }
    const child = shop.start('enqueue refresh --wait', at)
    await child.said('no worker is there')
    child.process.kill('SIGINT')
    const end = await child.end
    const task = /^Queued the refresh: task (\S+)$/m.exec(end.stdout)?.[1]
    expect(end).toMatchObject({
      status: 130,
      stderr: expect.stringContaining(
        `The task goes on without this process. To stop it: run.ts queue cancel ${task}\n`,
      ),
    })
    const status = await shop.run('queue status', at)
    expect(status.stdout).toMatch(new RegExp(`^waiting +refresh .* ${task}$`, 'm'))
    expect(status.stderr).toContain('A refresh waits, and no worker is there to take it: run.ts work\n')
  })
})

describeOwnRedis.each(duckdb)('a worker without its Redis ($name)', (engine) => {
  test('says so once, and leaves after the grace when told to', async () => {
    const redis = await startRedis()
    await using shop = await openShop(engine)
    const worker = shop.start('work --grace 0', { SHOP_REDIS_URL: redis.url })
    await worker.said('Working: ')
    await redis[Symbol.asyncDispose]()
    await worker.said('it is tried again until Redis answers.')
    worker.process.kill('SIGTERM')
    const { status, stderr } = await worker.end
    // It has no task: BullMQ may close before the farewell, by where its next try to connect falls.
    expect([0, 143]).toContain(status)
    expect(stderr.match(/ECONN/g)).toHaveLength(1)
    expect(stderr.includes('Redis does not answer, so that its tasks cannot be given back')).toBe(status === 143)
  })
})
