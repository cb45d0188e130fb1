import { expect } from 'vitest'
import { codeOf, column, make, rowsOf, type Stand } from './stand.ts'

const columns = [column('a', 'integer'), column('b', 'integer')]

export function transactionTests(stand: Stand): void {
  const { test } = stand

  test('what was committed stays, what threw is gone', async (session, table) => {
    await make(session, table, columns)
    const name = session.dialect.quote(table)
    expect(
      await session.transaction(async () => {
        await session.execute(`INSERT INTO ${name} VALUES (1, 1)`)
        return 'kept'
      }),
    ).toBe('kept')
    const broken = new Error('broken')
    const lost = session.transaction(async () => {
      await session.execute(`INSERT INTO ${name} VALUES (2, 2)`)
      throw broken
    })
    await expect(lost).rejects.toBe(broken)
    await using other = await stand.engine.connect()
    expect(await rowsOf(other, table)).toEqual([[1, 1]])
  })

  test('other sessions see nothing before the commit', async (session, table) => {
    await make(session, table, columns)
    await using other = await stand.engine.connect()
    await session.transaction(async () => {
      await session.execute(`INSERT INTO ${session.dialect.quote(table)} VALUES (1, 1)`)
      expect(await rowsOf(other, table)).toEqual([])
    })
    expect(await rowsOf(other, table)).toEqual([[1, 1]])
  })

  test('after a failed statement only the rollback follows, even if the work hides the failure', async (session, table) => {
    await make(session, table, columns)
    const name = session.dialect.quote(table)
    const failing = [`INSERT INTO ${name} VALUES ('x', 1)`, 'SELEC', `SELECT nothing FROM ${name}`]
    for (const statement of failing) {
      const hidden = session.transaction(async () => {
        await session.execute(`INSERT INTO ${name} VALUES (1, 1)`)
        expect(await codeOf(session.execute(statement))).not.toBeNull()
        expect(await codeOf(session.execute(`INSERT INTO ${name} VALUES (2, 2)`))).toBe('transaction-failed')
      })
      expect.soft(await codeOf(hidden), statement).toBe('transaction-failed')
      expect.soft(await rowsOf(session, table), statement).toEqual([])
    }
  })

  test('transactions do not nest', async (session, table) => {
    await make(session, table, columns)
    const nested = session.transaction(() => session.transaction(async () => {}))
    expect(await codeOf(nested)).toBe('session-busy')
    expect(await session.transaction(async () => 'usable')).toBe('usable')
  })

  test('closing a session drops its open transaction', async (session, table) => {
    await make(session, table, columns)
    const other = await stand.engine.connect()
    const lost = other.transaction(async () => {
      await other.execute(`INSERT INTO ${session.dialect.quote(table)} VALUES (1, 1)`)
      await other[Symbol.asyncDispose]()
    })
    expect(await codeOf(lost)).toBe('connection-lost')
    expect(await rowsOf(session, table)).toEqual([])
  })

  test('two transactions that change one row: the second waits, or is told of a conflict that may be tried again', async (session, table) => {
    await make(session, table, columns)
    const name = session.dialect.quote(table)
    await session.execute(`INSERT INTO ${name} VALUES (1, 0), (2, 0)`)
    await using other = await stand.engine.connect()
    const add = `UPDATE ${name} SET b = b + 1 WHERE a = 1`
    let second: Promise<unknown> = Promise.resolve()
    await session.transaction(async () => {
      await session.execute(add)
      second = other.transaction(() => other.execute(add))
      second.catch(() => {})
      if (!session.capabilities.waitsForRowLocks) {
        await expect(second).rejects.toMatchObject({ code: 'conflict', transient: true })
        second = Promise.resolve()
      }
    })
    await second
    expect(await rowsOf(session, table)).toEqual([
      [1, session.capabilities.waitsForRowLocks ? 2 : 1],
      [2, 0],
    ])
    await other.transaction(() => other.execute(add))
    expect(await session.query(`SELECT b FROM ${name} WHERE a = 1`)).toEqual([
      [session.capabilities.waitsForRowLocks ? 3 : 2],
    ])
  })

  test('DDL takes part in a transaction where the engine says so', async (session, table) => {
    if (!session.capabilities.transactionalDdl) return
    const broken = new Error('broken')
    const lost = session.transaction(async () => {
      await make(session, table, columns)
      expect(await session.tableExists(table)).toBe(true)
      throw broken
    })
    await expect(lost).rejects.toBe(broken)
    expect(await session.tableExists(table)).toBe(false)
  })
}
