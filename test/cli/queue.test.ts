import { rmSync } from 'node:fs'
import { Worker } from 'bullmq'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LoadError } from '../../loader/errors/index.ts'
import { drain, enqueueRefresh } from '../../loader/queue/index.ts'
import { openStand } from '../queue/open-stand.ts'
import { dimensionOf, factOf } from '../queue/stand-units.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { scratchFolder } from '../servers/scratch-folder.ts'
import type { ChildEnd } from './run-child.ts'
import { runHere } from './run-here.ts'
import { until } from './until.ts'

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const time = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g
const host = /(?<= )[\w.-]+:\d+(?= |$)/gm

describeRedis("the queue's verbs", () => {
  let folder: string
  beforeAll(() => {
    folder = scratchFolder('queue')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Shop, item, and sale, which needs both. */
  async function openShop() {
    const shop: { error: Error | null } = { error: null }
    const read = () => {
      if (shop.error !== null) throw shop.error
    }
    const [dimension, item] = [dimensionOf('shop', read), dimensionOf('item')]
    const stand = await openStand(duckdbDatabase, [dimension, item, factOf('sale', [dimension, item])])
    const config = { ...stand.shape, log: { ...stand.shape.log, directory: folder } }
    return {
      ...{ stand, shop },
      run: (line: string) => runHere(config, line),
      /** A worker that coordinates refreshes and loads no unit. */
      coordinator: () => stand.work({ classes: [] }),
      [Symbol.asyncDispose]: () => stand[Symbol.asyncDispose](),
    }
  }

  test('with no worker: what waits is told, paused, drained; what is wanted of nothing is refused', async () => {
    await using shop = await openShop()
    // Of a queue of the same name, in another database of the same Redis.
    await using elsewhere = await openStand(duckdbDatabase, [dimensionOf('shop')])
    await elsewhere.work()
    const idle = 'refresh            0       0        0       0        0'
    expect((await shop.run('queue status')).stdout).toContain(idle)
    expect(lines(await shop.run('enqueue refresh'))).toEqual([
      'Queued the refresh: task ID',
      'How it goes: run.ts queue status. To stop it: run.ts queue cancel ID',
      'A refresh waits, and no worker is there to take it: run.ts work',
    ])
    expect(await shop.run('queue pause')).toMatchObject({ status: 0, stdout: expect.stringContaining('is paused') })
    const queued = JSON.parse((await shop.run('enqueue etl shop --json')).stdout) as { task: string }
    expect(queued).toEqual({
      ...{ status: 0, reason: 'done', task: expect.stringMatching(uuid) },
      warnings: [
        'A refresh waits, and the queue is paused: run.ts queue resume',
        'A unit waits, and the queue is paused: run.ts queue resume',
      ],
    })
    expect(lines(await shop.run('queue status'))).toEqual([
      'queue        waiting  active  delayed  failed  workers',
      'refresh            1       0        0       0        0  paused',
      'units              1       0        0       0        0  paused',
      'units-heavy        0       0        0       0        0  paused',
      expect.stringMatching(/^state +task/),
      expect.stringMatching(/^waiting +refresh +- +TIME +0 +- +ID$/),
      expect.stringMatching(/^waiting +dimension shop +- +TIME +0 +- +ID$/),
    ])
    expect(await shop.run(`queue cancel ${queued.task}`)).toMatchObject({
      status: 0,
      stdout: `Task ${queued.task} had not begun, and is taken out of the queue.\n`,
    })
    expect(await shop.run('queue resume')).toMatchObject({ status: 0, stdout: 'The queue goes on.\n' })
    expect(await shop.run('queue drain')).toMatchObject({
      status: 2,
      stderr:
        'queue drain would take out 1 task that waits, and nobody is here to be asked: add --yes if that is meant.\n',
    })
    expect(lines(await shop.run('queue drain --yes'))).toEqual([
      'Taken out: 1 task that waited. Refreshes that need them end as failed.',
    ])
    expect(lines(await shop.run('queue drain'))).toEqual(['Nothing waits.'])
    for (const target of ['7', queued.task])
      expect(await shop.run(`queue cancel ${target}`)).toMatchObject({
        status: 2,
        stderr: `There is no task ${target} in the queue. run.ts queue status lists those that can be cancelled.\n`,
      })
    expect(await shop.run('enqueue etl shp')).toMatchObject({
      status: 2,
      stderr: 'There is no unit "shp" in the configuration. Did you mean "shop"?\n',
    })
  })

  test('at work: who has what of which run; cancelled, gone on with', async () => {
    await using shop = await openShop()
    const coordinator = await shop.coordinator()
    await shop.run('enqueue refresh')
    await until(async () => (await shop.stand.broker.units.default.getWaitingCount()) === 2)
    expect(lines(await shop.run('queue status'))).toEqual([
      'queue        waiting  active  delayed  failed  workers',
      'refresh            0       1        0       0        1',
      'units              2       0        0       0        0',
      'units-heavy        0       0        0       0        0',
      'Workers (host:process): HOST',
      expect.stringMatching(/^state +task +run +since \(UTC\) +tries +worker +id$/),
      expect.stringMatching(/^active +refresh +1 +TIME +1 +HOST +ID$/),
      expect.stringMatching(/^waiting +dimension shop +1 +TIME +0 +- +ID\.shop$/),
      expect.stringMatching(/^waiting +dimension item +1 +TIME +0 +- +ID\.item$/),
    ])
    expect((await shop.run('queue cancel 1')).stdout).toMatch(/^Task \S+ is being cancelled: /)
    await until(async () => (await shop.stand.broker.refreshes.getFailedCount()) === 1)
    await coordinator.leave(0)
    expect(await shop.stand.run()).toMatchObject({ id: 1, status: 'cancelled' })
    const status = JSON.parse((await shop.run('queue status --json')).stdout) as { tasks: readonly object[] }
    expect(status.tasks).toMatchObject([
      {
        ...{ what: 'refresh', state: 'failed', run: 1, worker: expect.stringMatching(/^\S+:\d+$/), tries: 1 },
        error: 'Run 1: 3 not begun: shop, item, sale.',
      },
    ])
    await shop.stand.work()
    const again = await shop.run('queue retry 1 --wait')
    expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining('Run 1: 3 done') })
    expect(await shop.run('queue retry 1 --wait')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('There was nothing to load.'),
    })
    expect(await shop.run('queue retry 7 --wait')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('has no run 7 that a task began. run.ts status tells the runs there are.'),
    })
  })

  test('a run that failed is gone on with: what failed and what needs it, not what is done', async () => {
    await using shop = await openShop()
    const worker = await shop.stand.work({ concurrency: 1 })
    shop.shop.error = new LoadError('closed', 'The shop is closed.')
    const first = await shop.run('enqueue refresh --wait')
    expect(first).toMatchObject({ status: 1, stdout: expect.stringContaining('Run 1: 1 failed, 1 done, 1 skipped') })
    shop.shop.error = null
    const begun = worker.events.length
    expect(await shop.run('queue retry 1 --wait')).toMatchObject({ status: 0, stderr: '' })
    const names = worker.events.slice(begun).flatMap((event) => (event.kind === 'unit-started' ? [event.unit] : []))
    expect(names).toEqual(['shop', 'sale'])
  })

  test('put off: why, and until when', async () => {
    await using shop = await openShop()
    shop.shop.error = new LoadError('busy', 'The shop is busy.', { transient: true })
    await shop.stand.work()
    await shop.run('enqueue etl shop')
    await until(async () => (await shop.stand.broker.units.default.getDelayedCount()) === 1)
    const before = Date.now()
    expect(lines(await shop.run('queue status')).at(-1)).toMatch(
      /^delayed +dimension shop +1 +until TIME +1 +- +ID +it is tried again soon \(try 2 of \d+\)\. The shop is busy\.$/,
    )
    const { tasks } = JSON.parse((await shop.run('queue status --json')).stdout) as { tasks: { at: string }[] }
    const ahead = Date.parse(tasks[0]?.at ?? '') - before
    expect(Math.abs(ahead)).toBeLessThan(3000)
    expect((await shop.run('queue cancel 1')).status).toBe(0)
    await until(async () => (await shop.stand.run()).status === 'cancelled')
  })

  test('at a worker that is gone: said so', async () => {
    await using shop = await openShop()
    const { redis, warehouse } = shop.stand.broker
    await shop.run('enqueue etl shop')
    const ghost = new Worker('units', null, { connection: redis, prefix: warehouse.queue.name, name: 'ghost:1' })
    await ghost.getNextJob('its token')
    await ghost.close(true)
    expect(lines(await shop.run('queue status')).at(-1)).toMatch(
      /^active +dimension shop +- +TIME +1 +HOST +ID +its worker is gone; another one takes it over after queue\.silence$/,
    )
  })

  test('drained while somebody waits: they hear of what nobody had begun', async () => {
    await using shop = await openShop()
    await shop.coordinator()
    const waited = shop.run('enqueue refresh --wait')
    const { broker } = shop.stand
    await until(async () => (await broker.units.default.getWaitingCount()) === 2)
    expect(await drain(broker)).toEqual({ takenOut: 2, cancelled: 0 })
    const { status, stdout, stderr } = await waited
    expect([status, stdout]).toEqual([1, expect.stringContaining('Run 1: 2 failed, 1 skipped in ')])
    expect(stderr.split('\n').sort().slice(1)).toEqual([
      'item: failed after 0.0 s. The task of item was taken out of the queue. To load it: run.ts queue retry 1',
      'sale: skipped, since it needs shop, item',
      'shop: failed after 0.0 s. The task of shop was taken out of the queue. To load it: run.ts queue retry 1',
    ])
  })

  test('drained in the middle, by a worker that left: its run ends, as cancelled', async () => {
    await using shop = await openShop()
    const coordinator = await shop.coordinator()
    const task = await enqueueRefresh(shop.stand.broker, {}, 'test')
    const { refreshes, units } = shop.stand.broker
    await until(async () => (await units.default.getWaitingCount()) === 2)
    await coordinator.leave(0)
    await until(async () => (await refreshes.getWaitingCount()) === 1)
    expect(lines(await shop.run('queue drain --yes'))).toEqual([
      'Taken out: 2 tasks that waited. Refreshes that need them end as failed.',
      'Cancelled: 1 task that had been begun; their runs end when a worker is there.',
    ])
    await shop.stand.work()
    expect(await shop.stand.ended(task)).toMatchObject({ state: 'failed' })
    expect(await shop.stand.run()).toMatchObject({ id: 1, status: 'cancelled' })
  })

  test('--quiet and --json leave stdout to nobody and to the document', async () => {
    await using shop = await openShop()
    await shop.stand.work()
    for (const line of ['enqueue refresh --wait', 'enqueue etl item', 'queue status', 'queue pause', 'queue resume'])
      expect(await shop.run(`${line} --quiet`), line).toMatchObject({ status: 0, stdout: '' })
    const documents: unknown[] = []
    for (const line of ['enqueue etl item --wait', 'queue pause', 'queue resume', 'queue drain', 'queue cancel 99'])
      documents.push(JSON.parse((await shop.run(`${line} --json`)).stdout))
    const done = { status: 0, reason: 'done' }
    expect(documents).toEqual([
      expect.objectContaining({
        ...done,
        task: expect.any(String),
        units: [expect.objectContaining({ name: 'item' })],
      }),
      { ...done, paused: true },
      { ...done, paused: false },
      { ...done, drained: 0, cancelled: 0 },
      { status: 2, reason: 'not-ready', errors: [expect.objectContaining({ code: 'unknown-task' })] },
    ])
  })
})

/** The lines of stdout that are not empty, without ids, times and processes. */
function lines({ stdout }: ChildEnd): readonly string[] {
  return stdout
    .replaceAll(uuid, 'ID')
    .replaceAll(time, 'TIME')
    .replaceAll(host, 'HOST')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
}
