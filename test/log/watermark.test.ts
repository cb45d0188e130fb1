import { describe, expect, test } from 'vitest'
import { forgetMisses, forgetUnit, publishMisses, readMissedGrains, readWatermark } from '../../loader/log/index.ts'
import { keepMisses } from '../../loader/log/misses.ts'
import { engines } from '../servers/index.ts'
import { counts, openWarehouse, take, type Warehouse } from './drawn.ts'

const notes = { spliced: 0, misses: {} }
const outcome = { counts: counts(), notes, rejects: [] }

describe.each(engines)('up to where a unit was read ($name)', ({ database }) => {
  const watermark = async ({ log }: Warehouse) => {
    await using session = await log.engine.connect()
    return await readWatermark(session, 'school')
  }
  const told = ({ rows }: Warehouse) =>
    rows(
      'SELECT w.read_to, w.run_id, u.run_id FROM etl_watermark w JOIN etl_unit_run u ON u.unit = w.unit AND u.unit_number = w.unit_number',
    )

  test('is set with the marker of the unit, again by the next, and stays where there is nothing to set', async () => {
    await using warehouse = await openWarehouse(database)
    expect(await watermark(warehouse)).toBe(null)
    for (const readTo of ['7', '9', undefined]) {
      await using owner = await take(warehouse.log)
      await owner.commit({ kind: 'unit', ...outcome, ...(readTo === undefined ? {} : { readTo }) }, async () => {})
      expect(await watermark(warehouse)).toBe(readTo ?? '9')
    }
    expect((await told(warehouse)).map((row) => row.map(String))).toEqual([['9', '2', '2']])
  })

  test('is not set where the transaction fails', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    const lost = owner.commit({ kind: 'unit', ...outcome, readTo: '7' }, async () => {
      throw new Error('lost')
    })
    await expect(lost).rejects.toThrow('lost')
    expect(await watermark(warehouse)).toBe(null)
  })

  test('waits until what was published is said to be so', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    await owner.commit({ kind: 'publishing', ...outcome, readTo: '7' }, async () => {})
    expect(await watermark(warehouse)).toBe(null)
    await owner.commit({ kind: 'published' }, async () => {})
    expect(await watermark(warehouse)).toBe('7')
  })

  test.each([
    [true, [['7', '1', '1']]],
    [false, []],
  ])(
    'stopped at the swap (done: %s): the next owner sets it, or not, for the run that read so far',
    async (swapped, rows) => {
      await using warehouse = await openWarehouse(database)
      {
        await using owner = await take(warehouse.log)
        await owner.commit({ kind: 'publishing', ...outcome, readTo: '7' }, async () => {})
      }
      await using owner = await take(warehouse.log)
      await owner.settleFormer(swapped)
      expect((await told(warehouse)).map((row) => row.map(String))).toEqual(rows)
    },
  )

  test('what missed is kept by run, each grain told once; all of it goes with the unit', async () => {
    await using warehouse = await openWarehouse(database)
    await using session = await warehouse.log.engine.connect()
    const miss = (role: string, grain: string) => ({ role, naturalKey: '{}', grain })
    const keep = async (id: number, unit: string, ...misses: readonly ReturnType<typeof miss>[]) =>
      await session.transaction(() => keepMisses(session, unit, id, misses))
    await keep(1, 'school', miss('a', '[1]'), miss('b', '[1]'), miss('a', '[2]'))
    await keep(2, 'school', miss('a', '[2]'), miss('a', '[3]'))
    await keep(1, 'other', miss('a', '[9]'))
    // None counts before its unit is published.
    expect(await readMissedGrains(session, 'school')).toEqual([])
    for (const id of [1, 2]) await publishMisses(session, 'school', id)
    expect(await readMissedGrains(session, 'other')).toEqual([])
    await publishMisses(session, 'other', 1)
    expect(await readMissedGrains(session, 'school')).toEqual(['[1]', '[2]', '[3]'])
    await forgetMisses(session, 'school', 2)
    expect(await readMissedGrains(session, 'school')).toEqual(['[2]', '[3]'])
    expect(await readMissedGrains(session, 'other')).toEqual(['[9]'])
    await (await take(warehouse.log))[Symbol.asyncDispose]()
    await forgetUnit(warehouse.log, 'school', async () => undefined)
    expect(await readMissedGrains(session, 'school')).toEqual([])
  })
})
