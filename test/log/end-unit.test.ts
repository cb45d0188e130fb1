import { describe, expect, test } from 'vitest'
import { LoadError } from '../../loader/errors/index.ts'
import { engines } from '../servers/index.ts'
import { counts, openWarehouse, reject, take, type Warehouse } from './drawn.ts'

const notes = { spliced: 0, misses: {} }
const shrunk = new LoadError('shrunk', 'The fact has shrunk.')
const units = ({ rows }: Warehouse) => rows('SELECT status, error_code, error FROM etl_unit_run ORDER BY unit_number')

describe.each(engines)('how a unit ends ($name)', ({ database }) => {
  test('failed: outcome, counts and the first 1000 lost rejects', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    const lost = Array.from({ length: 1001 }, (_, at) => reject(`k${at}`))
    await owner.fail('failed', shrunk, lost, counts({ new: 4, rejected: 1001 }))
    expect(await units(warehouse)).toEqual([['failed', 'shrunk', 'The fact has shrunk.']])
    const rejects = await warehouse.rows('SELECT row_key FROM etl_reject WHERE NOT kept ORDER BY reject_no')
    expect([rejects.length, rejects[0], rejects.at(-1)]).toEqual([1000, ['k0'], ['k999']])
    const [row] = await warehouse.rows('SELECT rows_new, rejected FROM etl_unit_run WHERE finished_at IS NOT NULL')
    expect(row?.map(Number)).toEqual([4, 1001])
  })

  test.each(['fenced', 'cancelled'] as const)('%s by an error that is none of ours', async (status) => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    await owner.fail(status, 'stop', [], counts())
    expect(await units(warehouse)).toEqual([[status, null, 'stop']])
  })

  test('one whose marker is in stays done', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    await owner.commit({ kind: 'unit', counts: counts(), notes, rejects: [] }, async () => {})
    await owner.fail('failed', shrunk, [], counts())
    expect(await units(warehouse)).toEqual([['done', null, null]])
  })

  test('one taken over says so itself, on its own row alone', async () => {
    await using warehouse = await openWarehouse(database)
    const older = await take(warehouse.log)
    await older[Symbol.asyncDispose]()
    await using _younger = await take(warehouse.log)
    await older.fail('fenced', new LoadError('fenced', 'Taken over.'), [], counts())
    expect(await units(warehouse)).toEqual([
      ['fenced', 'fenced', 'Taken over.'],
      ['running', null, null],
    ])
  })

  test.each([
    [true, 'done', null],
    [false, 'failed', 'It ended before its table was swapped in; run 3 took over.'],
  ])('stopped at the swap (done: %s): the next owner settles it', async (swapped, status, error) => {
    await using warehouse = await openWarehouse(database)
    {
      await using owner = await take(warehouse.log)
      await owner.commit(
        { kind: 'publishing', counts: counts({ new: 9 }), notes, rejects: [reject('x')] },
        async () => {},
      )
      await owner.fail('failed', shrunk, [], counts())
      expect(await units(warehouse)).toEqual([['publishing', 'shrunk', 'The fact has shrunk.']])
    }
    {
      // One that ends before it settles does not hide it.
      await using owner = await take(warehouse.log)
      expect(owner.former?.status).toBe('publishing')
    }
    await using owner = await take(warehouse.log)
    expect(owner.former).toMatchObject({ runId: 1, status: 'publishing' })
    await owner.settleFormer(swapped)
    expect((await units(warehouse))[0]).toEqual([status, swapped ? null : 'shrunk', error])
    const [row] = await warehouse.rows(
      'SELECT rows_new FROM etl_unit_run WHERE finished_at IS NOT NULL ORDER BY unit_number',
    )
    expect(Number(row?.[0])).toBe(9)
    await using _next = await takeAfter(warehouse, owner)
    expect(_next.former).toMatchObject({ number: owner.number })
  })

  test('publishing, then published', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    await owner.commit({ kind: 'publishing', counts: counts(), notes, rejects: [] }, async () => {})
    await owner.commit({ kind: 'published' }, async () => {})
    expect(await units(warehouse)).toEqual([['done', null, null]])
  })

  test('nothing is published twice', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    await owner.commit({ kind: 'unit', counts: counts(), notes, rejects: [] }, async () => {})
    await expect(owner.commit({ kind: 'unit', counts: counts(), notes, rejects: [] }, async () => {})).rejects.toThrow(
      "cannot become 'done' now",
    )
  })
})

async function takeAfter({ log }: Warehouse, owner: AsyncDisposable) {
  await owner[Symbol.asyncDispose]()
  return await take(log)
}
