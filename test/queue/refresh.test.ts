import { expect, test } from 'vitest'
import { absentWorkers, enqueueRefresh } from '../../loader/queue/index.ts'
import { until } from '../cli/until.ts'
import { describePostgres } from '../servers/describe-postgres.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase, postgresDatabase } from '../servers/index.ts'
import { holdSource, makeSource } from './hold-source.ts'
import { openStand } from './open-stand.ts'
import { dimensionFrom, dimensionOf, factOf } from './stand-units.ts'
import { toldUnits } from './told-units.ts'

describeRedis('a refresh', () => {
  test('one worker that loads one unit at a time loads all of them, each after what it needs', async () => {
    const [shop, item] = [dimensionOf('shop'), dimensionOf('item')]
    await using stand = await openStand(duckdbDatabase, [factOf('sale', [shop, item]), item, shop])
    const worker = await stand.work({ concurrency: 1 })
    const task = await enqueueRefresh(stand.broker, {}, 'test')
    const dimensions = [
      ['dimension', 'item', 2],
      ['dimension', 'shop', 2],
    ]
    expect(await stand.ended(task)).toEqual({ state: 'done', result: [dimensions, [['fact', 'sale', 4]]] })
    expect(await stand.run()).toMatchObject({ status: 'done', error: null, command: 'test' })
    expect(toldUnits(worker)).toEqual(['item', 'shop', 'sale'].flatMap((name) => [`${name} begins`, `${name} done`]))
    expect(worker.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['run-started', 'unit-progress', 'run-finished']),
    )
    expect(await stand.rows('SELECT no FROM sale WHERE shop_key > 0 AND item_key > 0 ORDER BY no')).toHaveLength(4)
  })

  test('inactive units are left out, and what looks up in them is loaded', async () => {
    const read: string[] = []
    const note = (name: string) => () => void read.push(name)
    const [shop, item] = [dimensionOf('shop', note('shop')), dimensionOf('item', note('item'))]
    const facts = [factOf('sale', [shop, item], note('sale')), factOf('visit', [shop], note('visit'))]
    const toggles = { item: { active: false }, visit: { active: false } }
    await using stand = await openStand(duckdbDatabase, [shop, item, ...facts], { toggles })
    await stand.work()
    const ended = await stand.ended(await enqueueRefresh(stand.broker, {}, 'test'))
    expect(ended).toEqual({ state: 'done', result: [[['dimension', 'shop', 2]], [['fact', 'sale', 4]]] })
    expect(read).toEqual(['shop', 'sale'])
  })

  test('dimensions or facts alone, and those selected', async () => {
    const [shop, item] = [dimensionOf('shop'), dimensionOf('item')]
    const units = [shop, item, factOf('sale', [shop, item]), factOf('visit', [shop])]
    await using stand = await openStand(duckdbDatabase, units)
    await stand.work()
    const loaded = async (request: Parameters<typeof enqueueRefresh>[1]) => {
      await stand.ended(await enqueueRefresh(stand.broker, request, 'test'))
      return (await stand.run()).units.map(({ unit }) => unit).sort()
    }
    expect(await loaded({ runFacts: false })).toEqual(['item', 'shop'])
    expect(await loaded({ runDimensions: false, exclude: ['sale'] })).toEqual(['visit'])
    expect(await loaded({ select: ['+visit'] })).toEqual(['shop', 'visit'])
    for (const request of [{ select: ['nothing'] }, { select: ['shop'], runDimensions: false }])
      await expect(enqueueRefresh(stand.broker, request, 'test')).rejects.toMatchObject({
        code: expect.stringMatching(/^(unknown-unit|nothing-selected)$/),
      })
  })

  test('units of the class heavy are loaded by workers of that class alone, the others by the others', async () => {
    const shop = dimensionOf('shop')
    const sale = factOf('sale', [shop], () => {}, { class: 'heavy' })
    await using stand = await openStand(duckdbDatabase, [shop, sale, factOf('visit', [shop])])
    const light = await stand.work({ classes: ['default'] })
    const task = await enqueueRefresh(stand.broker, {}, 'test')
    await until(() => toldUnits(light).includes('visit done'))
    await until(async () => (await absentWorkers(stand.broker)).length > 0)
    expect(await absentWorkers(stand.broker)).toEqual([
      'A unit of the class heavy waits, and no worker is there to take it: run.ts work --class heavy',
    ])
    const heavy = await stand.work({ classes: ['heavy'] })
    expect((await stand.ended(task)).state).toBe('done')
    expect(toldUnits(light).filter((line) => /^(shop|visit)/.test(line))).toHaveLength(4)
    expect([...toldUnits(light), ...toldUnits(heavy)].filter((line) => line === 'sale done')).toHaveLength(1)
    expect(toldUnits(heavy)).toEqual(['sale begins', 'sale done'])
  })
})

describePostgres('units at once', () => {
  test('dimensions are loaded in parallel, and a fact as soon as its own are done', async () => {
    const [slow, other, quick] = [dimensionFrom('slow'), dimensionFrom('other'), dimensionOf('quick')]
    const units = [slow, other, quick, factOf('sale', [slow, quick]), factOf('visit', [quick])]
    await using stand = await openStand(postgresDatabase, units)
    await makeSource(stand, 'slow')
    await makeSource(stand, 'other')
    const task = await (async () => {
      await using slowSource = await holdSource(stand, 'slow')
      await using otherSource = await holdSource(stand, 'other')
      const worker = await stand.work({ concurrency: 3 })
      const queued = await enqueueRefresh(stand.broker, {}, 'test')
      await slowSource.waitedFor()
      await otherSource.waitedFor()
      await until(() => toldUnits(worker).includes('visit done'))
      expect(toldUnits(worker)).not.toContain('sale begins')
      expect((await stand.run()).units.filter(({ status }) => status === 'running')).toHaveLength(2)
      return queued
    })()
    expect((await stand.ended(task)).state).toBe('done')
    const order = (await stand.run()).units.toSorted((a, b) => String(a.finishedAt).localeCompare(String(b.finishedAt)))
    expect(order.map(({ unit }) => unit).slice(0, 2)).toEqual(['quick', 'visit'])
    expect(order.at(-1)?.unit).toBe('sale')
  })
})
