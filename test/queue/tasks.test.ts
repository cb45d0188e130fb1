import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { DatabaseError } from '../../loader/errors/index.ts'
import { findTask } from '../../loader/queue/task/task-state.ts'
import { processEtlTask, refreshTask } from '../../loader/tasks/index.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { makeSource } from './hold-source.ts'
import { openStand } from './open-stand.ts'
import { dimensionFrom, dimensionOf, factOf } from './stand-units.ts'

describeRedis('the tasks of a program', () => {
  test('give their results as documented, and their states meanwhile', async () => {
    const shop = dimensionOf('shop')
    await using stand = await openStand(duckdbDatabase, [shop, factOf('sale', [shop])])
    const [processEtl, refreshDataWarehouse] = [processEtlTask(stand.shape), refreshTask(stand.shape)]
    const unit = await processEtl('shop', 'dimension')
    expect(await unit.status()).toBe('waiting')
    await stand.work()
    expect(await unit.result()).toEqual(['dimension', 'shop', 2])
    expect(await unit.status()).toBe('done')
    const all = await refreshDataWarehouse()
    expect(await all.result()).toEqual([[['dimension', 'shop', 2]], [['fact', 'sale', 4]]])
    const facts = await refreshDataWarehouse({ runDimensions: false, executionTime: '2026-01-31 06:00:00.000000' })
    expect(await facts.result()).toEqual([[], [['fact', 'sale', 4]]])
    expect(await stand.run()).toMatchObject({ executionTime: '2026-01-31 06:00:00.000000' })
    expect(await stand.rows('SELECT command FROM etl_run ORDER BY run_id')).toEqual([
      "process_etl('shop', 'dimension')",
      ...Array(2).fill('refresh_data_warehouse'),
    ])
  })

  test('throw what they failed of, by its code', async () => {
    const shop = dimensionOf('shop', () => {
      throw new DatabaseError('no-table', 'There is no table shop.')
    })
    const toggles = { item: { active: false } }
    await using stand = await openStand(duckdbDatabase, [shop, dimensionOf('item')], { toggles })
    const [processEtl, refreshDataWarehouse] = [processEtlTask(stand.shape), refreshTask(stand.shape)]
    for (const [queue, code] of [
      [() => processEtl('shp', 'dimension'), 'unknown-unit'],
      [() => processEtl('shop', 'fact'), 'unknown-unit'],
      [() => processEtl('item', 'dimension'), 'nothing-selected'],
      [() => refreshDataWarehouse({ runDimensions: false }), 'nothing-selected'],
      [() => refreshDataWarehouse({ executionTime: 'yesterday' }), 'bad-option'],
      [() => processEtl('shop', 'dimension', { lookupMemory: 0.5 }), 'bad-option'],
      [refreshTask({ ...stand.shape, redis: 'redis' }), 'bad-url'],
    ] as const)
      await expect(queue(), code).rejects.toMatchObject({ code })

    const refresh = await refreshDataWarehouse()
    const waiting = new AbortController()
    const stopped = refresh.result(waiting.signal)
    waiting.abort(new Error('enough'))
    await expect(stopped).rejects.toThrow('enough')
    await stand.work()
    const sentence = 'Run 1: 1 of 1 units failed: shop.'
    await expect(refresh.result()).rejects.toMatchObject({ code: 'refresh-failed', message: sentence })
    const unit = await processEtl('shop', 'dimension')
    await expect(unit.result()).rejects.toMatchObject({ code: 'no-table', message: 'There is no table shop.' })
    expect(await refresh.status()).toBe('failed')
    await (await findTask(stand.broker, refresh.id))?.remove()
    await expect(refresh.result()).rejects.toMatchObject({ code: 'task-removed' })
    expect(await refresh.status()).toBe('unknown')
  })

  test('close what they open, so that the program ends by itself', async () => {
    await using stand = await openStand(duckdbDatabase, [dimensionFrom('shop')])
    await makeSource(stand, 'shop')
    await stand.work()
    const program = join(import.meta.dirname, 'program.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [program, stand.url, stand.redis])
    expect(JSON.parse(stdout)).toEqual({ result: [[['dimension', 'shop', 2]], []], status: 'done' })
  })
})
