import { expect } from 'vitest'
import { codeOf, collect, column, make, rowsOf, type Stand } from './stand.ts'

export function sessionTests(stand: Stand): void {
  const { test } = stand

  test('what a session has set is gone with it', async (_, table) => {
    {
      await using first = await stand.engine.connect()
      await first.execute(`CREATE TEMPORARY TABLE ${table} (a integer)`)
      expect(await first.query(`SELECT a FROM ${table}`)).toEqual([])
    }
    await using next = await stand.engine.connect()
    expect(await codeOf(next.query(`SELECT a FROM ${table}`))).toBe('unknown-table')
  })

  test('a transaction that stands open when its session ends is rolled back', async (session, table) => {
    await make(session, table, [column('a', 'integer')])
    const first = await stand.engine.connect()
    await first
      .transaction(async () => {
        await first.execute(`INSERT INTO ${table} VALUES (1)`)
        await first[Symbol.asyncDispose]()
      })
      .catch(() => {})
    await using next = await stand.engine.connect()
    await next.execute(`INSERT INTO ${table} VALUES (2)`)
    expect(await rowsOf(session, table)).toEqual([[2]])
  })

  test('a session that has ended runs nothing more, also while others go on', async (session, table) => {
    await make(session, table, [column('a', 'integer')])
    const ended = await stand.engine.connect()
    const late = ended.read('SELECT 1')
    await ended[Symbol.asyncDispose]()
    await using _next = await stand.engine.connect()
    const insert = `INSERT INTO ${table} VALUES (1)`
    expect(await codeOf(ended.execute(insert))).toBe('connection-lost')
    expect(await codeOf(ended.transaction(() => ended.execute(insert)))).toBe('connection-lost')
    expect(await codeOf(ended.bulkLoad({ table, columns: [column('a', 'integer')] }, [[[1]]]))).toBe('connection-lost')
    expect(await codeOf(collect(late))).toBe('connection-lost')
    await ended[Symbol.asyncDispose]()
    expect(await rowsOf(session, table)).toEqual([])
  })
}
