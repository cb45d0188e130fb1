import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, test } from 'vitest'
import { memorySession } from './memory-session.ts'

// What DuckDB and its driver do when nobody looks: the reasons for conform, for our transactions and for our streams. When one of these
// turns red after an upgrade, what guards against it may go.

describe('DuckDB without conform', () => {
  test('rounds in casts to a smaller scale and to integers', async () => {
    await using here = await memorySession()
    expect(
      await here.session.query(
        "SELECT CAST(1.005 AS DECIMAL(5,2)), CAST('1.005' AS DECIMAL(5,2)), CAST(2.5 AS INTEGER), CAST('3.5' AS INTEGER)",
      ),
    ).toEqual([['1.01', '1.01', 3, 4]])
  })

  test('keeps text that is longer than its column', async () => {
    await using here = await memorySession()
    await here.session.execute('CREATE TABLE t (v VARCHAR(3))')
    await here.session.execute("INSERT INTO t VALUES ('four')")
    expect(await here.session.query('SELECT v FROM t')).toEqual([['four']])
  })

  test('takes 1, t, yes for booleans and trims text into numbers', async () => {
    await using here = await memorySession()
    expect(
      await here.session.query("SELECT CAST('t' AS BOOLEAN), CAST('yes' AS BOOLEAN), CAST(' 12 ' AS INTEGER)"),
    ).toEqual([[true, true, 12]])
  })

  test('refuses numbers out of range and text that is none', async () => {
    await using here = await memorySession()
    await here.session.execute('CREATE TABLE t (i INTEGER, d DECIMAL(5,2))')
    for (const values of ['2147483648, 1', "'12abc', 1", '1, 1000', "1, 'x'"]) {
      await expect(here.session.execute(`INSERT INTO t VALUES (${values})`)).rejects.toMatchObject({
        code: 'bad-value',
      })
    }
  })

  test('answers OK to the COMMIT of a transaction whose statement failed, and keeps nothing', async () => {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run('CREATE TABLE t (n INTEGER)')
    await connection.run('BEGIN')
    await connection.run('INSERT INTO t VALUES (1)')
    await expect(connection.run("INSERT INTO t VALUES ('x')")).rejects.toThrow()
    await connection.run('COMMIT')
    expect(await (await connection.run('SELECT * FROM t')).getRowsJson()).toEqual([])
    connection.disconnectSync()
    instance.closeSync()
  })

  test('ends a stream that met an error as one that is done, and drops a byte order mark on the way out', async () => {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const sql = "SELECT CAST(CASE WHEN i = 5000000 THEN 'x' ELSE '1' END AS INTEGER) FROM range(6000000) r(i)"
    let rows = 0
    for await (const chunk of await connection.stream(sql)) rows += chunk.rowCount
    expect(rows).toBeLessThan(5_000_001)
    expect(await (await connection.run("SELECT chr(65279) || 'a'")).getRowsJson()).toEqual([['a']])
    connection.disconnectSync()
    instance.closeSync()
  })
})
