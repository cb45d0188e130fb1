import { describe, expect, test } from 'vitest'
import { forgetUnit, makeKeys, takeKeys } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { breakLock, counts, openWarehouse, reject, school, start, take } from './drawn.ts'

const unitTables = [
  'etl_watermark',
  'etl_batch',
  'etl_miss',
  'etl_unit_run',
  'etl_reject',
  'etl_definition',
  'etl_lock',
]

describe.each(engines)('forgetting a unit ($name)', ({ database }) => {
  test('takes watermark, batch markers and misses of that unit alone; keys and numbers go on', async () => {
    await using warehouse = await openWarehouse(database)
    const { log } = warehouse
    await using session = await warehouse.engine.connect()
    await makeKeys(session, 'school_dim')
    await takeKeys(session, 'school_dim', 5, { kind: 'integer' })
    let number = 0
    for (const unit of [school, { ...school, name: 'user' }]) {
      await using owner = await take(log, unit)
      number = owner.number
      const batch = {
        kind: 'batch',
        batch: 1,
        rows: 0,
        counts: counts({ rejected: 1 }),
        rejects: [reject('x')],
      } as const
      await owner.commit(batch, async (writer) => {
        await writer.execute(
          `INSERT INTO etl_watermark (unit, read_to, run_id, unit_number, written_at) VALUES ('${unit.name}', '5', 1, 1, '2024-01-01 00:00:00')`,
        )
        await writer.execute(
          `INSERT INTO etl_miss (unit, role, natural_key, grain, run_id, pending) VALUES ('${unit.name}', 'r', '1', '1', 1, false)`,
        )
      })
    }
    await warehouse.execute('CREATE TABLE school_dim (school_key integer)')
    await forgetUnit(log, 'school', (writer) => writer.execute('DROP TABLE school_dim').then(() => {}))
    expect(await session.tableExists('school_dim')).toBe(false)
    const left: Record<string, unknown> = {}
    for (const table of unitTables) {
      left[table] = (await warehouse.rows(`SELECT DISTINCT unit FROM ${table} ORDER BY unit`)).flat()
    }
    expect(left).toEqual({
      etl_watermark: ['user'],
      etl_batch: ['user'],
      etl_miss: ['user'],
      etl_unit_run: ['school', 'user'],
      etl_reject: ['school', 'user'],
      etl_definition: ['school', 'user'],
      etl_lock: ['school', 'user'],
    })
    await using again = await take(log)
    expect(again.number).toBeGreaterThan(number)
    expect((await takeKeys(session, 'school_dim', 1, { kind: 'integer' })).first).toBe(6)
  })

  test('is refused while a loader is at the unit, before anything is dropped', async () => {
    await using warehouse = await openWarehouse(database)
    await start(warehouse.log)
    await using _owner = await take(warehouse.log)
    let dropped = false
    const drop = async () => {
      dropped = true
    }
    const refused = forgetUnit(warehouse.log, 'school', drop, { patience: 0 })
    await expect(refused).rejects.toMatchObject({ code: 'locked' })
    expect(dropped).toBe(false)
  })

  test('fences a loader whose lock broke', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    await breakLock(warehouse)
    await forgetUnit(warehouse.log, 'school', async () => {})
    await expect(owner.commit(null, async () => {})).rejects.toMatchObject({ code: 'fenced' })
  })
})
