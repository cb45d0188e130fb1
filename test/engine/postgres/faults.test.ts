import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { conflictCodes, type Engine, openEngine, type Session } from '../../../loader/engine/index.ts'
import { describeOwnPostgres, describePostgres } from '../../servers/describe-postgres.ts'
import { postgresDatabase, startPostgres, type TestDatabase } from '../../servers/index.ts'
import { codeOf, column, errorOf } from '../conformance/stand.ts'

let database: TestDatabase
let engine: Engine

beforeAll(async () => {
  if (inject('postgresUrl') === null) return
  database = await postgresDatabase()
  engine = await openEngine(database.url)
})

afterAll(async () => {
  await engine?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

const pidOf = ({ id }: Session) => Number.parseInt(id ?? '', 10)

/** Settles once this session's statement waits on the server for a lock. */
async function untilWaiting(watch: Session, session: Session): Promise<void> {
  const waiting = `SELECT count(*)::integer FROM pg_stat_activity WHERE pid = ${pidOf(session)} AND wait_event_type = 'Lock'`
  await expect.poll(async () => (await watch.query(waiting))[0]?.[0], { timeout: 20_000 }).toBe(1)
}

describePostgres('what two sessions do to each other', () => {
  test('a deadlock is transient, its transaction can only be rolled back, and may be tried again', async () => {
    await using one = await engine.connect()
    await using two = await engine.connect()
    await one.execute('CREATE TABLE d (id int PRIMARY KEY, n int)')
    await one.execute('INSERT INTO d VALUES (1, 0), (2, 0)')
    const raise = (session: Session, id: number) =>
      session.execute({ sql: 'UPDATE d SET n = n + 1 WHERE id = $1', params: [id] })
    const met = Promise.withResolvers<void>()
    let inside = 0
    const work = (session: Session, first: number, second: number) =>
      session.transaction(async () => {
        await raise(session, first)
        if (++inside === 2) met.resolve()
        await met.promise
        await raise(session, second)
      })
    const results = await Promise.allSettled([work(one, 1, 2), work(two, 2, 1)])
    const failed = results.filter((result) => result.status === 'rejected')
    expect(failed).toHaveLength(1)
    expect(failed[0]?.reason).toMatchObject({ code: 'deadlock', transient: true })
    expect(conflictCodes.has(failed[0]?.reason.code)).toBe(true)
    expect(await one.query('SELECT n FROM d ORDER BY id')).toEqual([[1], [1]])
  })

  test('a serialization failure is a conflict', async () => {
    await using one = await engine.connect()
    await using two = await engine.connect()
    await one.execute('CREATE TABLE s (n int)')
    await one.execute('INSERT INTO s VALUES (0)')
    const late = one.transaction(async () => {
      await one.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
      await one.query('SELECT n FROM s')
      await two.execute('UPDATE s SET n = n + 1')
      await one.execute('UPDATE s SET n = n + 1')
    })
    expect(await errorOf(late)).toMatchObject({ code: 'conflict', transient: true })
  })

  test('after a lock was had, what was committed before it is seen, whatever the server takes for usual', async () => {
    await using one = await engine.connect()
    await using two = await engine.connect()
    await using watch = await engine.connect()
    await one.execute('CREATE TABLE k (id int PRIMARY KEY)')
    await one.execute('INSERT INTO k VALUES (1)')
    let seen: unknown
    let second: Promise<void> | undefined
    await one.transaction(async () => {
      await one.execute('UPDATE k SET id = id')
      await one.execute('INSERT INTO k VALUES (5)')
      second = two.transaction(async () => {
        await two.query('SELECT * FROM k')
        await two.query('SELECT id FROM k FOR UPDATE')
        seen = await two.query('SELECT id FROM k ORDER BY id')
      })
      await untilWaiting(watch, two)
    })
    await second
    expect(seen).toEqual([[1], [5]])
  })

  test('a statement ended by an administrator is transient, and the session lives on', async () => {
    await using one = await engine.connect()
    await using two = await engine.connect()
    let ended = false
    const running = errorOf(two.query('SELECT pg_sleep(60)')).finally(() => {
      ended = true
    })
    // It may not have begun yet, then the cancel is lost.
    while (!ended) await one.query(`SELECT pg_cancel_backend(${pidOf(two)})`)
    expect(await running).toMatchObject({ code: 'killed', transient: true })
    await two.query('SELECT 1').catch(() => {})
    expect(await two.query('SELECT 1')).toEqual([[1]])
  })

  test('a statement that the server ends for its time is transient', async () => {
    await using session = await engine.connect()
    await session.execute("SET statement_timeout = '50ms'")
    expect(await errorOf(session.query('SELECT pg_sleep(60)'))).toMatchObject({ code: 'killed', transient: true })
    await session.execute('SET statement_timeout = 0')
    expect(await session.query('SELECT 1')).toEqual([[1]])
  })

  test('a cancelled COPY that waits for a lock ends, and the session lives on', async () => {
    await using one = await engine.connect()
    await using two = await engine.connect()
    await using watch = await engine.connect()
    await one.execute('CREATE TABLE l (id int PRIMARY KEY)')
    const abort = new AbortController()
    await one.transaction(async () => {
      await one.execute('INSERT INTO l VALUES (3)')
      const load = errorOf(
        two.bulkLoad({ table: 'l', columns: [column('id', 'integer')] }, [[[1], [2], [3]]], { signal: abort.signal }),
      )
      await untilWaiting(watch, two)
      abort.abort()
      expect(await load).toMatchObject({ code: 'cancelled' })
      expect(await two.query('SELECT count(*)::integer FROM l')).toEqual([[0]])
    })
  })

  test('a cancelled COPY whose source keeps it waiting ends, and the session lives on', async () => {
    await using session = await engine.connect()
    await session.execute('CREATE TABLE h (id int)')
    const abort = new AbortController()
    async function* hanging() {
      yield [[1]]
      setImmediate(() => abort.abort())
      await new Promise<never>(() => {})
    }
    const load = session.bulkLoad({ table: 'h', columns: [column('id', 'integer')] }, hanging(), {
      signal: abort.signal,
    })
    expect(await codeOf(load)).toBe('cancelled')
    expect(await session.query('SELECT count(*)::integer FROM h')).toEqual([[0]])
  })

  test('kill hits that session alone, not another one of its number, and not twice', async () => {
    await using one = await engine.connect()
    await using two = await engine.connect()
    expect(await one.kill(`${pidOf(two)}@1.5`)).toBe(false)
    expect(await one.kill('nobody')).toBe(false)
    expect(await two.query('SELECT 1')).toEqual([[1]])
    // Also within a transaction, in which the server tells of others what it told before.
    const killed = await one.transaction(async () => {
      await one.query('SELECT * FROM pg_stat_activity')
      return await one.kill(two.id ?? '')
    })
    expect(killed).toBe(true)
    expect(await one.kill(two.id ?? '')).toBe(false)
    expect(await codeOf(two.query('SELECT 1'))).toBe('connection-lost')
  })

  test('a reader that leaves a query in which no row comes does not wait for one', async () => {
    await using session = await engine.connect()
    const rows = session.read('SELECT g, CASE WHEN g > 2 THEN pg_sleep(3600) END FROM generate_series(1, 9) g', {
      batchRows: 1,
    })
    for await (const _ of rows) break
    expect(await session.query('SELECT 1')).toEqual([[1]])
  })

  test('inside a transaction no row is asked for ahead: leaving would have to fail the transaction', async () => {
    await using session = await engine.connect()
    await session.execute('CREATE TABLE IF NOT EXISTS after_leaving (n int)')
    await session.transaction(async () => {
      const rows = session.read('SELECT g, CASE WHEN g > 1 THEN pg_sleep(3600) END FROM generate_series(1, 9) g', {
        batchRows: 1,
      })
      for await (const _ of rows) break
      await session.execute('INSERT INTO after_leaving VALUES (1)')
    })
    expect(await session.query('SELECT n FROM after_leaving')).toEqual([[1]])
  })
})

describeOwnPostgres('a server that goes away', () => {
  test('in the midst of queries, loads and streams: lost, transient; then unreachable', async () => {
    const server = await startPostgres()
    const place = await postgresDatabase(server.url)
    const lost = await openEngine(place.url)
    const [sleeper, loader, reader, idle] = await Promise.all([
      lost.connect(),
      lost.connect(),
      lost.connect(),
      lost.connect(),
    ])
    await sleeper.execute('CREATE TABLE t (id int)')
    const underWay = Promise.withResolvers<void>()
    async function* endless() {
      for (let id = 0; ; id++) {
        yield [[id]]
        if (id === 1000) underWay.resolve()
        if (id > 1000) await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }
    const read = async () => {
      for await (const _ of reader.read("SELECT g, repeat('x', 1000) FROM generate_series(1, 10000000) g")) {
      }
    }
    const failures = Promise.all([
      errorOf(sleeper.query('SELECT pg_sleep(60)')),
      errorOf(loader.bulkLoad({ table: 't', columns: [column('id', 'integer')] }, endless())),
      errorOf(read()),
    ])
    await underWay.promise
    await server[Symbol.asyncDispose]()
    for (const error of await failures) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^(connection-lost|cut-short)$/), transient: true })
      expect(error.message).not.toContain(new URL(place.url).password)
    }
    expect(await errorOf(idle.query('SELECT 1'))).toMatchObject({ code: 'connection-lost', transient: true })
    expect(await errorOf(lost.connect())).toMatchObject({ code: 'unreachable', transient: true })
    await lost[Symbol.asyncDispose]()
  })
})
