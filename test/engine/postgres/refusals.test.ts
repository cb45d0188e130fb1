import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Engine, openEngine } from '../../../loader/engine/index.ts'
import { describePostgres } from '../../servers/describe-postgres.ts'
import { postgresDatabase, type TestDatabase } from '../../servers/index.ts'
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

describePostgres('what is refused, and how it is told', () => {
  test('rows that a trigger leaves out fail the load, which keeps nothing', async () => {
    await using session = await engine.connect()
    await session.execute('CREATE TABLE odd (n int)')
    await session.execute(
      "CREATE FUNCTION odd_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.n % 2 = 0 THEN RETURN NULL; END IF; RETURN NEW; END'",
    )
    await session.execute('CREATE TRIGGER odd_only BEFORE INSERT ON odd FOR EACH ROW EXECUTE FUNCTION odd_only()')
    const error = await errorOf(
      session.bulkLoad({ table: 'odd', columns: [column('n', 'integer')] }, [[[1], [2], [3]]]),
    )
    expect(error).toMatchObject({ code: 'bulk-mismatch', fields: { sent: 3, loaded: 2 } })
    expect(await session.query('SELECT n FROM odd')).toEqual([])
  })

  test('a refused row of a load is told by place, its values are not', async () => {
    await using session = await engine.connect()
    await session.execute("CREATE TABLE secret (id int PRIMARY KEY, t varchar(3) CHECK (t <> 'bad'), d date)")
    const columns = [column('id', 'integer'), column('t', 'text'), column('d', 'date')]
    const load = (...rows: readonly (readonly [number, string, string | null])[]) =>
      errorOf(session.bulkLoad({ table: 'secret', columns }, [rows]))
    const told = [
      [await load([1, 'a', null], [2, 'hunter2', null]), 'bad-value', /In row 2 of the load, column t\./],
      [await load([1, 'a', null], [2, 'bad', null]), 'bad-value', /In row 2 of the load\./],
      [await load([1, 'a', null], [1, 'b', null]), 'duplicate-key', /"secret_pkey"/],
    ] as const
    for (const [error, code, sentence] of told) {
      expect(error).toMatchObject({ code, message: expect.stringMatching(sentence) })
      const all = JSON.stringify([error.message, error.fields, error.cause, { ...(error.cause as object) }])
      expect(all).not.toMatch(/hunter2|\(2, bad|Failing row|\(1\)/)
    }
    expect(await session.query('SELECT * FROM secret')).toEqual([])
  })

  test('a COMMIT in the text of a statement is found out', async () => {
    await using session = await engine.connect()
    await session.execute('CREATE TABLE early (n int)')
    const work = session.transaction(async () => {
      await session.execute('COMMIT')
      await session.execute('INSERT INTO early VALUES (1)')
    })
    expect(await errorOf(work)).toMatchObject({ code: 'transaction-failed' })
    expect(await session.query('SELECT * FROM early')).toEqual([])
  })

  test('a check that waits for the COMMIT refuses it: an answer, nothing is kept', async () => {
    await using session = await engine.connect()
    await session.execute('CREATE TABLE parent (id int PRIMARY KEY)')
    await session.execute('CREATE TABLE kid (id int REFERENCES parent DEFERRABLE INITIALLY DEFERRED)')
    const work = session.transaction(() => session.execute('INSERT INTO kid VALUES (7)'))
    expect(await errorOf(work)).toMatchObject({ code: 'bad-value' })
    expect(await session.query('SELECT * FROM kid')).toEqual([])
  })

  test.each([
    ['COPY pg_class TO STDOUT', 'bad-sql'],
    ['COPY early FROM STDIN', 'killed'],
    ['', 'bad-sql'],
    ['-- nothing', 'bad-sql'],
    ['SELECT $1', 'bad-sql'],
  ])('"%s" is refused and the session lives on', async (sql, code) => {
    await using session = await engine.connect()
    await session.execute('CREATE TABLE IF NOT EXISTS early (n int)')
    expect(await codeOf(session.execute(sql))).toBe(code)
    expect(await session.query('SELECT 1')).toEqual([[1]])
  })

  test('a replica or a right that is missing is told from the rest', async () => {
    await using session = await engine.connect()
    const role = `r${process.pid}_${Date.now().toString(36)}`
    await session.execute(`CREATE ROLE ${role}`)
    try {
      await session.execute('SET default_transaction_read_only = on')
      expect(await errorOf(session.execute('CREATE TABLE nowhere (n int)'))).toMatchObject({
        code: 'read-only',
        transient: false,
        message: expect.stringContaining('is this one a replica?'),
      })
      await session.execute('SET default_transaction_read_only = off')
      await session.execute('CREATE TABLE private (n int)')
      await session.execute(`SET ROLE ${role}`)
      expect(await codeOf(session.query('SELECT * FROM private'))).toBe('not-permitted')
    } finally {
      await session.execute('RESET ROLE')
      await session.execute(`DROP ROLE ${role}`)
    }
  })

  test('a key too long for an index is too large', async () => {
    await using session = await engine.connect()
    await session.execute('CREATE TABLE long (t text PRIMARY KEY)')
    const random = Array.from({ length: 20_000 }, () => Math.random().toString(36).slice(2, 4)).join('')
    expect(await codeOf(session.execute({ sql: 'INSERT INTO long VALUES ($1)', params: [random] }))).toBe('too-large')
  })
})
