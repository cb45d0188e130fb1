import { describe, expect, test } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { beginRun, openLog } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { openWarehouse, start } from './drawn.ts'

const tables = [
  'etl_batch',
  'etl_change',
  'etl_definition',
  'etl_key',
  'etl_lock',
  'etl_miss',
  'etl_reject',
  'etl_run',
  'etl_task',
  'etl_unit_run',
  'etl_watermark',
]

describe.each(engines)('the tables of the run log ($name)', ({ database }) => {
  test('are made once, also by loaders that start together', async () => {
    await using own = await database()
    await using engine = await openEngine(own.url)
    await Promise.all([1, 2, 3, 4].map(() => openLog(engine)))
    await using session = await engine.connect()
    expect([...(await session.tablesLike('etl_'))].sort()).toEqual(tables)
    expect(await session.query('SELECT table_name, next_key FROM etl_key')).toHaveLength(1)
  })

  test.each([
    ['lacks a column', 'CREATE TABLE etl_batch (unit integer, batch integer)', /etl_batch .*lacks unit_number, run_id/],
    ['has one too many', 'ALTER TABLE etl_batch ADD COLUMN note integer', /etl_batch .*has note besides/],
  ])('a table that %s is refused by name and nothing else is made', async (_what, ddl, message) => {
    await using warehouse = await openWarehouse(database)
    if (ddl.startsWith('CREATE')) await warehouse.execute('DROP TABLE etl_batch')
    await warehouse.execute(ddl, 'DROP TABLE etl_miss')
    await expect(openLog(warehouse.engine)).rejects.toMatchObject({
      code: 'log-differs',
      message: expect.stringMatching(message),
    })
    await using session = await warehouse.engine.connect()
    expect(await session.tableExists('etl_miss')).toBe(false)
  })

  test('run ids go on above the greatest where etl_key was lost', async () => {
    await using warehouse = await openWarehouse(database)
    await start(warehouse.log)
    const { id } = await start(warehouse.log)
    await warehouse.execute('DROP TABLE etl_key')
    const log = await openLog(warehouse.engine)
    expect((await beginRun(log, { software: 'typeline test' })).id).toBe(id + 1)
  })
})
