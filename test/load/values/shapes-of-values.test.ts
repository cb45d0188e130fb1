import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../../loader/model/index.ts'
import { type Columns, degenerate, integer, measure, nullable, varchar } from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawFact, drawSource } from '../world/shapes.ts'
import { openTransfer, type Transfer } from './transfer.ts'

describe.each(engines)('into $name', ({ database }) => {
  let transfer: Transfer
  const opened = new AsyncDisposableStack()
  beforeAll(async () => {
    transfer = opened.use(await openTransfer('duckdb::memory:', opened.use(await database()).url))
  })
  afterAll(() => opened.disposeAsync())

  it('FAULTS 20: an object, a list, a Date of derive is rejected at the binding, the row beside it is loaded', async () => {
    const values: readonly unknown[] = [
      { toString: () => 'x' },
      ['x'],
      new Date(0),
      5,
      true,
      5n,
      Symbol('x'),
      'x',
      null,
    ]
    await transfer.source(
      'CREATE TABLE strange (id INTEGER)',
      `INSERT INTO strange VALUES ${values.map((_, id) => `(${id})`).join(', ')}`,
    )
    await transfer.unit(
      drawFact('strange', {
        columns: { id: degenerate(integer()), value: measure(nullable(varchar(9)) as never) },
        grain: ['id'],
        source: {
          ...drawSource('strange', { id: integer() }),
          derive: ({ id }) => ({ value: values[Number(id)] }),
        },
      }),
    )
    expect(await transfer.query('SELECT id, value FROM strange ORDER BY id')).toEqual([
      [7, 'x'],
      [8, null],
    ])
    const rejects = await transfer.query("SELECT reason, message FROM etl_reject WHERE unit = 'strange'")
    expect(rejects).toHaveLength(7)
    for (const [reason, message] of rejects) {
      expect(reason).toBe('type')
      expect(message).toMatch(/^value is .*, and should be valid Unicode text of at most 9 characters/)
    }
  })

  it('FAULTS 20: a list of the database is refused before a row is read', async () => {
    await transfer.source('CREATE TABLE listed (id INTEGER, value INTEGER[])')
    const load = transfer.unit(
      drawFact('listed', {
        columns: { id: degenerate(integer()), value: measure(varchar(9) as never) },
        grain: ['id'],
        source: drawSource('listed', { id: integer(), value: varchar(9) }),
      }),
    )
    await expect(load).rejects.toMatchObject({
      code: 'source-differs',
      message: expect.stringContaining('value is declared as varchar'),
    })
  })

  it('FAULTS 19: hostile names of tables and columns are quoted', async () => {
    const names = ['select', 'or`der', 'a"b', "it's", 'x.y', 'Mixed Case', 'a\\b', 'ü', 'n'.repeat(63)]
    const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`)
    await transfer.source(
      `CREATE TABLE "group" (${quoted.map((name) => `${name} INTEGER`).join(', ')})`,
      `INSERT INTO "group" VALUES (${names.map((_, at) => at).join(', ')})`,
    )
    const columns: Columns = Object.fromEntries(
      names.map((name, at) => [name, at === 0 ? degenerate(integer()) : measure(integer())]),
    )
    const declared = Object.fromEntries(names.map((name) => [name, integer()]))
    const fact = drawFact('gr`ou"p', {
      columns,
      grain: ['select'],
      source: { from: 'shop', columns: declared, sql: { ...sql``, parts: ['SELECT * FROM "group"'] } },
    })
    await transfer.unit(fact)
    await transfer.unit(fact)
    const table = transfer.quote('gr`ou"p')
    expect(
      await transfer.query(`SELECT ${names.map((name) => transfer.quote(name)).join(', ')} FROM ${table}`),
    ).toEqual([names.map((_, at) => at)])
  })
})
