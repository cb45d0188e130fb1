import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { conflictCodes, type Engine, openEngine, type Session } from '../../../loader/engine/index.ts'
import { describeMysql, describeOwnMariadb } from '../../servers/describe-mysql.ts'
import { mysqlDatabase, startMariadb, type TestDatabase } from '../../servers/index.ts'
import { column, errorOf } from '../conformance/stand.ts'

let database: TestDatabase
let engine: Engine

beforeAll(async () => {
  if (inject('mysqlUrl') === null) return
  database = await mysqlDatabase()
  engine = await openEngine(database.url)
})

afterAll(async () => {
  await engine?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

/** The server's number in a session's id. */
function numberOf(id: string | null): number {
  return Number.parseInt(id ?? '', 10)
}

/** Settles once this session's statement waits on the server for a row lock. */
async function untilWaiting(watch: Session, { id }: Session): Promise<void> {
  const waiting = `SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT' AND trx_mysql_thread_id = ${numberOf(id)}`
  // InnoDB makes this table anew only when nobody has read it for a tenth of a second: asked more often it never changes.
  const asking = { timeout: 20_000, interval: 250 }
  await expect.poll(async () => (await watch.query(waiting))[0]?.[0], asking).toBe('1')
}

describeMysql('what two sessions do to each other', () => {
  test('a deadlock is transient, its transaction can only be rolled back, and may be tried again', async () => {
    await using one = await engine.connect()
    await using two = await engine.connect()
    await using watch = await engine.connect()
    await one.execute('CREATE TABLE d (id int PRIMARY KEY, n int)')
    await one.execute('INSERT INTO d VALUES (1, 0), (2, 0)')
    const raise = (session: Session, id: number) =>
      session.execute({ sql: 'UPDATE d SET n = n + 1 WHERE id = ?', params: [id] })
    let both = 0
    let release = () => {}
    const met = new Promise<void>((resolve) => {
      release = resolve
    })
    const work = (session: Session, first: number, second: number) =>
      session.transaction(async () => {
        await raise(session, first)
        both += 1
        if (both === 2) release()
        await met
        try {
          await raise(session, second)
        } catch (error) {
          // MySQL has rolled all of it back: what came next would commit by itself.
          expect((await errorOf(raise(session, first))).code).toBe('transaction-failed')
          throw error
        }
      })
    const results = await Promise.allSettled([work(one, 1, 2), work(two, 2, 1)])
    const failed = results.filter((result) => result.status === 'rejected')
    expect(failed).toHaveLength(1)
    expect(failed[0]?.reason).toMatchObject({ code: 'deadlock', transient: true })
    expect(conflictCodes.has(failed[0]?.reason.code)).toBe(true)
    expect(await watch.query('SELECT n FROM d ORDER BY id')).toEqual([[1], [1]])
    const loser = results[0]?.status === 'rejected' ? one : two
    await loser.transaction(() => raise(loser, 1))
    expect(await watch.query('SELECT n FROM d ORDER BY id')).toEqual([[2], [1]])
  })

  test('a lock not had in time is transient, and the whole transaction is rolled back', async () => {
    await using one = await engine.connect()
    await using two = await engine.connect()
    await one.execute('CREATE TABLE w (id int PRIMARY KEY, n int)')
    await one.execute('INSERT INTO w VALUES (1, 0), (2, 0)')
    await two.execute('SET SESSION innodb_lock_wait_timeout = 1')
    await one.transaction(async () => {
      await one.execute('UPDATE w SET n = 1 WHERE id = 1')
      const late = two.transaction(async () => {
        await two.execute('UPDATE w SET n = 5 WHERE id = 2')
        await two.execute('UPDATE w SET n = 5 WHERE id = 1').catch(() => {})
      })
      // A caught failure does not let the first half be committed.
      expect(await errorOf(late)).toMatchObject({ code: 'transaction-failed' })
      expect(await errorOf(two.execute('UPDATE w SET n = 5 WHERE id = 1'))).toMatchObject({
        code: 'lock-timeout',
        transient: true,
      })
    })
    expect(await two.query('SELECT n FROM w ORDER BY id')).toEqual([[1], [0]])
  })

  test('DDL in a transaction, which commits on MySQL, is refused as soon as it is seen', async () => {
    await using session = await engine.connect()
    await session.execute('CREATE TABLE c (id int)')
    const work = session.transaction(async () => {
      await session.execute('CREATE TABLE c2 (id int)')
      await session.execute('INSERT INTO c VALUES (1)')
    })
    expect(await errorOf(work)).toMatchObject({
      code: 'transaction-failed',
      message: expect.stringContaining('CREATE TABLE c2'),
    })
    expect(await session.query('SELECT * FROM c')).toEqual([])
  })

  test('an UPDATE that finds its row counts it, changed or not', async () => {
    await using session = await engine.connect()
    await session.execute('CREATE TABLE m (id int PRIMARY KEY, n int)')
    await session.execute('INSERT INTO m VALUES (1, 7), (2, 7)')
    expect(await session.execute('UPDATE m SET n = 7')).toBe(2)
    expect(await session.execute('UPDATE m SET n = n + 1 WHERE id = 1 AND n = 7')).toBe(1)
    expect(await session.execute('UPDATE m SET n = n + 1 WHERE id = 1 AND n = 7')).toBe(0)
  })

  test('after a lock was had, what was committed before it is seen', async () => {
    await using one = await engine.connect()
    await using two = await engine.connect()
    await using watch = await engine.connect()
    await one.execute('CREATE TABLE k (id int PRIMARY KEY)')
    await one.execute('INSERT INTO k VALUES (1)')
    await one.execute('CREATE TABLE members (id int PRIMARY KEY)')
    let seen: unknown
    let second: Promise<void> | undefined
    await one.transaction(async () => {
      await one.execute('UPDATE k SET id = id')
      await one.execute('INSERT INTO members VALUES (5)')
      second = two.transaction(async () => {
        // A look before the lock must not fix what is seen after it.
        await two.query('SELECT * FROM members')
        await two.query('SELECT id FROM k FOR UPDATE')
        seen = await two.query('SELECT id FROM members')
      })
      await untilWaiting(watch, two)
    })
    await second
    expect(seen).toEqual([[5]])
  })

  test('a statement ended by an administrator is transient, and the session lives on', async () => {
    await using one = await engine.connect()
    await using two = await engine.connect()
    let ended = false
    // No SLEEP: one that is ended may answer 1 instead of an error (MySQL manual, KILL).
    const columns = 'information_schema.columns'
    const long = `SELECT COUNT(*) FROM ${columns} a, ${columns} b, ${columns} c, ${columns} d`
    const running = errorOf(two.query(long)).finally(() => {
      ended = true
    })
    // It may not have begun yet, then the first KILL is lost.
    while (!ended) await one.execute(`KILL QUERY ${numberOf(two.id)}`)
    expect(await running).toMatchObject({ code: 'killed', transient: true })
    // So may the last one have come too late, and meet this.
    await two.execute('DO 0').catch(() => {})
    expect(await two.query('SELECT 1')).toEqual([[1]])
  })

  test('a cancelled LOAD DATA that waits for a lock ends at once, and the session lives on', async () => {
    await using one = await engine.connect()
    await using two = await engine.connect()
    await using watch = await engine.connect()
    await one.execute('CREATE TABLE l (id int PRIMARY KEY)')
    const columns = [column('id', 'integer')]
    const abort = new AbortController()
    await one.transaction(async () => {
      await one.execute('INSERT INTO l VALUES (3)')
      const load = errorOf(two.bulkLoad({ table: 'l', columns }, [[[1], [2], [3]]], { signal: abort.signal }))
      await untilWaiting(watch, two)
      abort.abort()
      expect(await load).toMatchObject({ code: 'cancelled' })
      expect(await two.query('SELECT COUNT(*) FROM l')).toEqual([['0']])
    })
  })

  test('a cancelled wait for a connection leaves none behind', async () => {
    expect(await errorOf(engine.connect({ signal: AbortSignal.abort() }))).toMatchObject({ code: 'cancelled' })
  })
})

describeOwnMariadb('a server that goes away', () => {
  test('in the midst of queries, loads and streams: lost, transient; then unreachable', async () => {
    const server = await startMariadb()
    const place = await mysqlDatabase(server.url)
    const lost = await openEngine(place.url)
    const [sleeper, loader, reader, idle] = await Promise.all([
      lost.connect(),
      lost.connect(),
      lost.connect(),
      lost.connect(),
    ])
    await sleeper.execute('CREATE TABLE t (id int)')
    let begun = () => {}
    const underWay = new Promise<void>((resolve) => {
      begun = resolve
    })
    async function* endless() {
      for (let id = 0; ; id++) {
        yield [[id]]
        if (id === 1000) begun()
        if (id > 1000) await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }
    const ends = [
      errorOf(sleeper.query('SELECT SLEEP(60)')),
      errorOf(loader.bulkLoad({ table: 't', columns: [column('id', 'integer')] }, endless())),
      errorOf(
        (async () => {
          for await (const _ of reader.read("SELECT seq, REPEAT('x', 1000) FROM seq_1_to_100000000")) await underWay
        })(),
      ),
    ]
    await underWay
    await server[Symbol.asyncDispose]()
    for (const error of await Promise.all(ends)) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^(connection-lost|cut-short)$/), transient: true })
    }
    expect(await errorOf(idle.query('SELECT 1'))).toMatchObject({ code: 'connection-lost', transient: true })
    expect(await errorOf(lost.connect())).toMatchObject({ code: 'unreachable', transient: true })
    await lost[Symbol.asyncDispose]()
  })

  test('that lets idle sessions go: lost, with a sentence', async () => {
    await using server = await startMariadb()
    await using place = await mysqlDatabase(server.url)
    await using own = await openEngine(place.url)
    await using session = await own.connect()
    await using killer = await own.connect()
    await killer.kill(session.id ?? '')
    await expect
      .poll(async () => (await errorOf(session.query('SELECT 1'))).message)
      .toMatch(/The connection to mysql:.* broke .*See whether the server runs/)
  })
})
