import { describe, expect, test } from 'vitest'
import type { Session } from '../../../loader/engine/index.ts'
import { memorySession } from './memory-session.ts'

const broken = "SELECT CAST(CASE WHEN i = 5000000 THEN 'twelve' ELSE '1' END AS INTEGER) FROM range(6000000) r(i)"

async function readAll(session: Session, sql: string, params: readonly (string | number)[] = []): Promise<number> {
  let rows = 0
  for await (const batch of session.read({ sql, params })) rows += batch.length
  return rows
}

describe('a stream that ends before its last row', () => {
  test('throws, with the reason that the driver kept to itself', async () => {
    await using here = await memorySession()
    const failed = readAll(here.session, broken)
    await expect(failed).rejects.toMatchObject({ code: 'bad-value', transient: false })
    await expect(failed).rejects.toThrow(
      /ended after \d+ rows, before its last one.*Could not convert string 'twelve' to INT32/,
    )
    expect(await readAll(here.session, 'SELECT * FROM range(10000)')).toBe(10_000)
  })

  test('inside a transaction leaves only the rollback', async () => {
    await using here = await memorySession()
    await here.session.execute('CREATE TABLE t (n INTEGER)')
    const failed = here.session.transaction(async () => {
      await here.session.execute('INSERT INTO t VALUES (1)')
      await expect(readAll(here.session, broken)).rejects.toThrow(/twelve/)
    })
    await expect(failed).rejects.toMatchObject({ code: 'transaction-failed' })
    expect(await here.session.query('SELECT * FROM t')).toEqual([])
  })

  test('with parameters, and where the reason cannot be had, too', async () => {
    await using here = await memorySession()
    const sql = "SELECT CAST(CASE WHEN i = $1 THEN $2 ELSE '1' END AS INTEGER) FROM range(6000000) r(i)"
    await expect(readAll(here.session, sql, [5_000_000, 'dozen'])).rejects.toThrow(/Could not convert string 'dozen'/)
    await here.session.execute('CREATE TEMP TABLE own AS SELECT i FROM range(6000000) r(i)')
    const hidden = readAll(here.session, broken.replace('range(6000000) r(i)', 'own'))
    await expect(hidden).rejects.toThrow(/ended after \d+ rows/)
  })

  test('because another session killed it, throws', async () => {
    await using here = await memorySession()
    await using other = await here.engine.connect()
    const killed = async () => {
      let rows = 0
      for await (const batch of other.read('SELECT * FROM range(50000000)')) {
        rows += batch.length
        if (rows === 40_960) expect(await here.session.kill(other.id ?? '')).toBe(true)
      }
    }
    await expect(killed()).rejects.toMatchObject({ code: 'connection-lost', transient: true })
    expect(await here.session.query('SELECT 1')).toEqual([[1]])
  })
})

describe('a stream', () => {
  test('outside a transaction leaves none open', async () => {
    await using here = await memorySession()
    await here.session.execute('CREATE TABLE t AS SELECT * FROM range(10)')
    expect(await readAll(here.session, 'SELECT * FROM t')).toBe(10)
    expect(await here.session.transaction(async () => 'begun')).toBe('begun')
    for await (const _ of here.session.read('SELECT * FROM t')) break
    expect(await here.session.transaction(async () => 'begun')).toBe('begun')
    await expect(readAll(here.session, 'SELECT * FROM nothing')).rejects.toMatchObject({ code: 'unknown-table' })
    expect(await here.session.transaction(async () => 'begun')).toBe('begun')
  })

  test('of a statement that writes has written', async () => {
    await using here = await memorySession()
    await here.session.execute('CREATE TABLE t (n INTEGER)')
    expect(await readAll(here.session, 'INSERT INTO t SELECT i FROM range(5) r(i) RETURNING n')).toBe(5)
    expect(await here.session.query('SELECT count(*)::INTEGER FROM t')).toEqual([[5]])
  })
})
