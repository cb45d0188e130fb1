import { describe, expect, test } from 'vitest'
import type { Marker, UnitOwner, WritingLane } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { breakLock, counts, openWarehouse, take, type Warehouse } from './drawn.ts'

const batch = (number: number): Marker => ({ kind: 'batch', batch: number, rows: 0, counts: counts(), rejects: [] })

async function two(owner: UnitOwner): Promise<readonly [WritingLane, WritingLane]> {
  const [one, other] = await owner.lanes(2)
  if (one === undefined || other === undefined) throw new Error('There are no two lanes.')
  return [one, other]
}

const connections = async ({ rows }: Warehouse) =>
  (await rows('SELECT connections FROM etl_lock ORDER BY lane')).map(([ids]) => JSON.parse(String(ids ?? 'null')))

describe.each(engines)('lanes of a unit ($name)', ({ database }) => {
  test('commit beside each other and lane 0, each by its own token, and are told to the next owner', async () => {
    await using warehouse = await openWarehouse(database)
    for (const round of [1, 2]) {
      await using owner = await take(warehouse.log)

      const [one, other] = await two(owner)
      await using _one = one
      await using _other = other
      await one.commit(null, async (session) => {
        await session.execute("UPDATE etl_run SET command = 'one' WHERE run_id = 0")
        await other.commit(batch(1), async () => undefined)
        await owner.commit(batch(2), async () => undefined)
      })
      await other.commit(batch(3), async () => undefined)
      const rows = await warehouse.rows(`SELECT batch FROM etl_batch WHERE unit_number = ${owner.number} ORDER BY 1`)
      expect({ round, batches: rows.flat() }).toEqual({ round, batches: [1, 2, 3] })
      const ids = (await connections(warehouse)).flat()
      const lanes = [await owner.session(), await one.session(), await other.session()]
      expect(ids.slice(1)).toEqual(lanes.map(({ id }) => id))
    }
    expect(await connections(warehouse)).toEqual([null, null, null])
  })

  test('an owner that was taken over is fenced in each of them, its connections ended', async () => {
    await using warehouse = await openWarehouse(database)
    await using older = await take(warehouse.log)
    const [one, other] = await two(older)
    await using _one = one
    await using _other = other
    await one.commit(batch(1), async () => undefined)
    const { promise: inside, resolve: enter } = Promise.withResolvers<void>()
    const { promise: taken, resolve: goOn } = Promise.withResolvers<void>()
    const late = other.commit(batch(2), async () => {
      enter()
      await taken
    })
    const fenced = expect(late).rejects.toMatchObject({ code: 'fenced' })
    await inside
    await breakLock(warehouse)
    await using younger = await take(warehouse.log)
    goOn()
    await fenced
    await expect(one.commit(batch(3), async () => undefined)).rejects.toMatchObject({ code: 'fenced' })
    await expect(older.lanes(2)).rejects.toMatchObject({ code: 'fenced' })
    const [mine, another] = await two(younger)
    await using _mine = mine
    await using _another = another
    await mine.commit(batch(1), async () => undefined)
    const rows = await warehouse.rows('SELECT unit_number, batch FROM etl_batch ORDER BY unit_number')
    expect(rows.map((row) => row.map(Number))).toEqual([
      [older.number, 1],
      [younger.number, 1],
    ])
  })
})
