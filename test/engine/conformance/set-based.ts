import { expect } from 'vitest'
import type { Session } from '../../../loader/engine/index.ts'
import { codeOf, column, make, rowsOf, type Stand } from './stand.ts'

const columns = [column('k', 'integer', { nullable: false }), column('a', 'text'), column('b', 'integer')]

async function filled(
  session: Session,
  table: string,
  rows: readonly (readonly [number, string | null, number | null])[],
) {
  await make(session, table, columns, { primaryKey: ['k'] })
  await session.bulkLoad({ table, columns }, [rows])
}

/** In one transaction where DDL takes part in it; else one statement after another. */
async function runDdl(session: Session, statements: readonly string[]): Promise<void> {
  const all = async () => {
    for (const sql of statements) await session.execute(sql)
  }
  await (session.capabilities.transactionalDdl ? session.transaction(all) : all())
}

export function setBasedTests(stand: Stand): void {
  const { test } = stand

  test('updateFromStage sets what is named where the key is equal, NULL too', async (session, table) => {
    await filled(session, table, [
      [1, 'one', 1],
      [2, 'two', 2],
      [3, 'three', 3],
    ])
    const stage = `${table}__9`
    await filled(session, stage, [
      [2, null, 20],
      [3, 'drei', 30],
      [4, 'four', 40],
    ])
    expect(await session.execute(session.dialect.updateFromStage(table, stage, 'k', ['a']))).toBe(2)
    expect(await rowsOf(session, table)).toEqual([
      [1, 'one', 1],
      [2, null, 2],
      [3, 'drei', 3],
    ])
    expect(await session.execute(session.dialect.updateFromStage(table, stage, 'k', ['a', 'b']))).toBe(2)
    expect((await rowsOf(session, table)).map(([, , b]) => b)).toEqual([1, 20, 30])
  })

  test('insertFromStage brings in the columns that are named', async (session, table) => {
    await filled(session, table, [[1, 'one', 1]])
    const stage = `${table}__9`
    await filled(session, stage, [
      [2, 'two', 2],
      [3, null, 3],
    ])
    expect(await session.execute(session.dialect.insertFromStage(table, stage, ['b', 'k']))).toBe(2)
    expect(await rowsOf(session, table)).toEqual([
      [1, 'one', 1],
      [2, null, 2],
      [3, null, 3],
    ])
  })

  test('swap puts the shadow in the place of the live table, which becomes old', async (session, table) => {
    await filled(session, table, [[1, 'live', 1]])
    const [shadow, old] = [`${table}__9`, `${table}__9_old`]
    await filled(session, shadow, [[2, 'shadow', 2]])
    await using reader = await stand.engine.connect()
    expect(await rowsOf(reader, table)).toEqual([[1, 'live', 1]])
    await runDdl(session, session.dialect.swap(table, shadow, old))
    expect(await rowsOf(reader, table)).toEqual([[2, 'shadow', 2]])
    expect(await rowsOf(session, old)).toEqual([[1, 'live', 1]])
    expect(await session.tableExists(shadow)).toBe(false)
    // What was published can be written to and published again.
    await session.execute(session.dialect.dropTable(old))
    await session.execute(`INSERT INTO ${session.dialect.quote(table)} VALUES (3, 'later', 3)`)
    await filled(session, shadow, [[4, 'next', 4]])
    await runDdl(session, session.dialect.swap(table, shadow, old))
    expect(await rowsOf(session, table)).toEqual([[4, 'next', 4]])
  })

  test('a swap whose shadow is gone fails as a whole', async (session, table) => {
    await filled(session, table, [[1, 'live', 1]])
    const swap = runDdl(session, session.dialect.swap(table, `${table}__8`, `${table}__8_old`))
    expect(await codeOf(swap)).toBe('unknown-table')
    expect(await rowsOf(session, table)).toEqual([[1, 'live', 1]])
    expect(await session.tableExists(`${table}__8_old`)).toBe(false)
  })

  test('a filled shadow is swapped in the transaction that filled it, where DDL takes part in it', async (session, table) => {
    if (!session.capabilities.transactionalDdl) return
    await filled(session, table, [[1, 'live', 1]])
    const [shadow, old] = [`${table}__9`, `${table}__9_old`]
    await make(session, shadow, columns)
    const publish = (end: () => void) =>
      session.transaction(async () => {
        await session.bulkLoad({ table: shadow, columns }, [[[2, 'shadow', 2]]])
        for (const sql of session.dialect.swap(table, shadow, old)) await session.execute(sql)
        await session.execute(session.dialect.dropTable(old))
        end()
      })
    const broken = new Error('broken')
    await expect(
      publish(() => {
        throw broken
      }),
    ).rejects.toBe(broken)
    expect(await rowsOf(session, table)).toEqual([[1, 'live', 1]])
    expect(await rowsOf(session, shadow)).toEqual([])
    await publish(() => {})
    expect(await rowsOf(session, table)).toEqual([[2, 'shadow', 2]])
  })

  test('addIndexes on a filled table, where there are indexes', async (session, table) => {
    await filled(session, table, [[1, 'one', 1]])
    const statements = session.dialect.addIndexes(table, [['b'], ['b', 'k']])
    expect(statements.length > 0).toBe(session.capabilities.indexes)
    for (const sql of statements) await session.execute(sql)
    expect(session.dialect.addIndexes(table, [])).toEqual([])
    await session.bulkLoad({ table, columns }, [[[2, 'two', 2]]])
    expect(await rowsOf(session, table, 'k')).toEqual([[1], [2]])
  })

  test('nullSafeEqual: NULL is equal to NULL and to nothing else', async (session, table) => {
    await make(session, table, [column('n', 'integer'), column('x', 'text'), column('y', 'text')])
    const name = session.dialect.quote(table)
    await session.execute(
      `INSERT INTO ${name} VALUES (1, NULL, NULL), (2, 'a', NULL), (3, NULL, 'a'), (4, 'a', 'a'), (5, 'a', 'b')`,
    )
    const equal = await session.query(
      `SELECT n FROM ${name} WHERE ${session.dialect.nullSafeEqual('x', 'y')} ORDER BY n`,
    )
    const differ = await session.query(
      `SELECT n FROM ${name} WHERE NOT (${session.dialect.nullSafeEqual('x', 'y')}) ORDER BY n`,
    )
    expect([equal, differ]).toEqual([
      [[1], [4]],
      [[2], [3], [5]],
    ])
  })

  test('a Knex query is compiled to the placeholders of this engine', async (session, table) => {
    await filled(session, table, [
      [1, 'one', 1],
      [2, "o'two", 2],
    ])
    const statement = session.dialect.compile((knex) =>
      knex(table).select('k', 'a').where('a', "o'two").whereIn('k', [1, 2]),
    )
    expect(statement.sql).not.toContain('two')
    expect(await session.query(statement)).toEqual([[2, "o'two"]])
  })
}
