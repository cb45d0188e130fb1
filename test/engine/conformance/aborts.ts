import { expect } from 'vitest'
import type { Session } from '../../../loader/engine/index.ts'
import type { Cells } from '../../../loader/schema/index.ts'
import { codeOf, column, count, make, type Stand } from './stand.ts'

const columns = [column('n', 'integer')]

/** A query that ends in no human time: a product of three tables of 20,000 rows, which no index or rewriting shortens. */
async function endless(session: Session, table: string): Promise<string> {
  await make(session, table, columns)
  await session.bulkLoad({ table, columns }, [Array.from({ length: 20_000 }, (_, n) => [n + 2])])
  const name = session.dialect.quote(table)
  return `SELECT COUNT(*) FROM ${name} a CROSS JOIN ${name} b CROSS JOIN ${name} c WHERE (a.n * 7 + b.n * 11 + c.n * 13) % 1000003 = 5`
}

/** A session whose statement was aborted is usable, or says that it has ended; it never hangs and never answers wrongly. */
async function usableOrEnded(session: Session): Promise<void> {
  try {
    expect(await session.query('SELECT 1')).toEqual([[1]])
  } catch (error) {
    expect(error).toMatchObject({ code: 'connection-lost' })
  }
}

export function abortTests(stand: Stand): void {
  const { test } = stand

  test('a signal ends a long query', async (session, table) => {
    const query = await endless(session, table)
    for (const run of ['query', 'execute'] as const) {
      await using other = await stand.engine.connect()
      expect(await codeOf(other[run](query, { signal: AbortSignal.timeout(150) }))).toBe('cancelled')
      await usableOrEnded(other)
    }
  })

  test('a signal ends a stream, whether rows are waited for or not', async (session, table) => {
    const query = await endless(session, table)
    const name = session.dialect.quote(table)
    const wide = `SELECT a.n FROM ${name} a CROSS JOIN ${name} b CROSS JOIN ${name} c`
    for (const statement of [query, wide]) {
      await using other = await stand.engine.connect()
      const read = async () => {
        for await (const _ of other.read(statement, { signal: AbortSignal.timeout(150) })) {
        }
      }
      expect(await codeOf(read())).toBe('cancelled')
      await usableOrEnded(other)
    }
  })

  test('a signal that is aborted already lets nothing begin', async (session, table) => {
    await make(session, table, columns)
    const signal = AbortSignal.abort()
    const name = session.dialect.quote(table)
    expect(await codeOf(session.execute(`INSERT INTO ${name} VALUES (1)`, { signal }))).toBe('cancelled')
    expect(await codeOf(session.bulkLoad({ table, columns }, [[[1]]], { signal }))).toBe('cancelled')
    const read = async () => {
      for await (const _ of session.read('SELECT 1', { signal })) {
      }
    }
    expect(await codeOf(read())).toBe('cancelled')
    expect(await codeOf(stand.engine.connect({ signal }))).toBe('cancelled')
    expect(await count(session, table)).toBe(0)
  })

  test('a signal ends a bulk load, which keeps nothing', async (session, table) => {
    await make(session, table, columns)
    const never = new Promise<never>(() => {})
    const sources: Readonly<Record<string, () => AsyncIterable<readonly Cells[]> | Iterable<readonly Cells[]>>> = {
      'one that never ends': function* () {
        for (;;) yield Array.from({ length: 1000 }, (_, n) => [n])
      },
      'one that hangs': async function* () {
        yield [[1]]
        await never
      },
    }
    for (const [title, source] of Object.entries(sources)) {
      await using other = await stand.engine.connect()
      const signal = AbortSignal.timeout(150)
      expect.soft(await codeOf(other.bulkLoad({ table, columns }, source(), { signal })), title).toBe('cancelled')
      await usableOrEnded(other)
    }
    expect(await count(session, table)).toBe(0)
  })

  test('an abort inside a transaction rolls it back', async (session, table) => {
    const query = await endless(session, table)
    const name = session.dialect.quote(table)
    await using other = await stand.engine.connect()
    const lost = other.transaction(async () => {
      await other.execute(`INSERT INTO ${name} VALUES (-1)`)
      await other.query(query, { signal: AbortSignal.timeout(150) })
    })
    expect(await codeOf(lost)).toBe('cancelled')
    expect(await count(session, table)).toBe(20_000)
  })

  test('kill ends another session, its statement and its transaction', async (session, table) => {
    if (session.id === null) return
    const query = await endless(session, table)
    const name = session.dialect.quote(table)
    const victim = await stand.engine.connect()
    const doomed = victim.transaction(async () => {
      await victim.execute(`INSERT INTO ${name} VALUES (-1)`)
      expect(await session.kill(victim.id ?? '')).toBe(true)
      await victim.query(query)
    })
    expect(await codeOf(doomed)).toMatch(/^(killed|connection-lost)$/)
    expect(await codeOf(victim.query('SELECT 1'))).toBe('connection-lost')
    expect(await count(session, table)).toBe(20_000)
    await victim[Symbol.asyncDispose]()
    expect(await session.kill(victim.id ?? '')).toBe(false)
  })

  test('kill ends a statement that is running', async (session, table) => {
    if (session.id === null) return
    const query = await endless(session, table)
    await using victim = await stand.engine.connect()
    const running = codeOf(victim.query(query))
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(await session.kill(victim.id ?? '')).toBe(true)
    expect(await running).toMatch(/^(killed|connection-lost)$/)
  })

  test('a session can be closed while its query runs', async (session, table) => {
    const query = await endless(session, table)
    const other = await stand.engine.connect()
    const running = codeOf(other.query(query))
    await other[Symbol.asyncDispose]()
    expect(await running).not.toBeNull()
  })

  test('a session can be closed while a bulk load waits for its rows', async (session, table) => {
    await make(session, table, columns)
    const other = await stand.engine.connect()
    const asked = Promise.withResolvers<void>()
    const later = Promise.withResolvers<void>()
    async function* waiting() {
      yield Array.from({ length: 5000 }, (_, n) => [n])
      asked.resolve()
      await later.promise
      yield [[1]]
    }
    const load = codeOf(other.bulkLoad({ table, columns }, waiting()))
    await asked.promise
    await other[Symbol.asyncDispose]()
    later.resolve()
    expect(await load).toBe('connection-lost')
    expect(await count(session, table)).toBe(0)
  })
}
