import { expect } from 'vitest'
import { column, rowsOf, type Stand } from './stand.ts'

const columns = [column('k', 'integer', { nullable: false }), column('a', 'text')]

export function temporaryTests(stand: Stand): void {
  const { test } = stand

  test('a temporary table is the session’s alone, also where a table bears its name, and joins others', async (session, table) => {
    const make = async (temporary: boolean) => {
      for (const sql of session.dialect.createTable({ name: table, columns, primaryKey: ['k'], temporary }))
        await session.execute(sql)
    }
    await using other = await stand.engine.connect()
    await make(true)
    expect(await other.tableExists(table)).toBe(false)
    await session.bulkLoad({ table, columns }, [[[1, 'mine']]])
    const quoted = session.dialect.quote(table)
    for (const sql of other.dialect.createTable({ name: table, columns })) await other.execute(sql)
    await other.bulkLoad({ table, columns }, [[[1, 'theirs']]])
    expect(await rowsOf(session, table)).toEqual([[1, 'mine']])
    for (const _ of [1, 2]) await session.execute(session.dialect.dropTemporary(table))
    expect(await session.query(`SELECT a FROM ${quoted}`)).toEqual([['theirs']])
  })

  test('making and dropping one commits nothing', async (session, table) => {
    for (const sql of session.dialect.createTable({ name: table, columns })) await session.execute(sql)
    const stage = `${table}_keys`
    const work = session.transaction(async () => {
      await session.bulkLoad({ table, columns }, [[[1, 'lost']]])
      await session.execute(session.dialect.dropTemporary(stage))
      for (const sql of session.dialect.createTable({ name: stage, columns, temporary: true }))
        await session.execute(sql)
      await session.bulkLoad({ table: stage, columns }, [[[1, 'key']]])
      await session.execute(session.dialect.dropTemporary(stage))
      throw new Error('roll back')
    })
    await expect(work).rejects.toThrow('roll back')
    expect(await rowsOf(session, table)).toEqual([])
  })

  test('a session finds nothing of the one before it', async (session, table) => {
    {
      await using before = await stand.engine.connect()
      for (const sql of before.dialect.createTable({ name: table, columns, temporary: true })) await before.execute(sql)
    }
    await using next = await stand.engine.connect()
    await expect(next.query(`SELECT k FROM ${session.dialect.quote(table)}`)).rejects.toMatchObject({
      code: 'unknown-table',
    })
  })
}
