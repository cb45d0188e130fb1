import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Engine, openEngine } from '../../../loader/engine/index.ts'
import { describePostgres } from '../../servers/describe-postgres.ts'
import { postgresDatabase, type TestDatabase } from '../../servers/index.ts'
import { codeOf, column } from '../conformance/stand.ts'

describePostgres('values of PostgreSQL', () => {
  let database: TestDatabase
  let engine: Engine
  beforeAll(async () => {
    database = await postgresDatabase()
    engine = await openEngine(database.url)
  })
  afterAll(async () => {
    await engine[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  })

  test('what a query gives is told in our kinds and travels as it is printed', async () => {
    await using session = await engine.connect()
    await session.execute("CREATE TYPE mood AS ENUM ('glad', 'sad')")
    await session.execute('CREATE DOMAIN amount AS numeric(12,2)')
    const cells: readonly (readonly [sql: string, type: string, kind: string | null, value: unknown])[] = [
      ["'sad'::mood", 'mood', 'varchar', 'sad'],
      ["'1.50'::amount", 'numeric(12,2)', 'decimal', '1.50'],
      ['1.50', 'numeric', 'decimal', '1.50'],
      ['12345678901234567890::numeric(30,0)', 'numeric(30,0)', 'decimal', '12345678901234567890'],
      ['32767::smallint', 'smallint', 'integer', 32767],
      ['9223372036854775807', 'bigint', 'bigint', '9223372036854775807'],
      ['4294967295::oid', 'oid', 'bigint', '4294967295'],
      ['0.1::real', 'real', 'double', '0.1'],
      ['0.1::float8 + 0.2', 'double precision', 'double', '0.30000000000000004'],
      ['TRUE', 'boolean', 'boolean', true],
      ["'x '::char(3)", 'character', 'varchar', 'x  '],
      ["'n'::name", 'name', 'varchar', 'n'],
      ["DATE '31.12.2024'", 'date', 'date', '2024-12-31'],
      ["TIME '12:00'", 'time', 'time', '12:00:00'],
      ["TIMESTAMP '2024-03-10 02:30'", 'timestamp', 'timestamp', '2024-03-10 02:30:00'],
      ["TIMESTAMPTZ '2024-03-10 02:30+05:30'", 'timestamp with time zone', 'timestamp', '2024-03-09 21:00:00+00'],
      ["'\\x00ff'::bytea", 'bytea', 'binary', Buffer.from([0, 255])],
      ['\'{"b":1.50}\'::json', 'json', 'json', '{"b":1.50}'],
      ['\'{"b":1.50}\'::jsonb', 'jsonb', 'json', '{"b": 1.50}'],
      ["'10.0.0.1'::inet", 'inet', 'varchar', '10.0.0.1'],
      ['NULL', 'text', 'text', null],
      ['ARRAY[1]', 'integer[]', null, '{1}'],
      ["INTERVAL '1 day'", 'interval', null, '1 day'],
      ["'(1,2)'::point", 'point', null, '(1,2)'],
    ]
    await session.execute("SET DateStyle = 'ISO, DMY'")
    const sql = `SELECT ${cells.map(([expression], at) => `${expression} AS c${at}`).join(', ')}`
    const told = await session.describe(sql)
    expect(told.map(({ type, kind }) => [type, kind])).toEqual(cells.map(([, type, kind]) => [type, kind]))
    expect(told.filter(({ instant }) => instant).map(({ name }) => name)).toEqual(['c15'])
    expect(await session.query(sql)).toEqual([cells.map(([, , , value]) => value)])
  })

  test('what a cast would cut, round or turn into another moment is refused by the bulk load', async () => {
    await using session = await engine.connect()
    const wrong = [
      [column('x', 'varchar', { length: 3 }), 'abc '],
      [column('x', 'decimal', { precision: 5, scale: 2 }), '1.2'],
      [column('x', 'decimal', { precision: 5, scale: 2 }), 'NaN'],
      [column('x', 'decimal', { precision: 5, scale: 0 }), 'NaN'],
      [column('x', 'decimal', { precision: 5, scale: 0 }), '1.4'],
      [column('x', 'decimal', { precision: 5, scale: 0 }), '14e-1'],
      [column('x', 'timestamp'), '2024-01-01 24:00:00.000000'],
      [column('x', 'timestamp'), '2024-01-01 23:59:60.000000'],
      [column('x', 'timestamp'), '2024-01-01 00:00:00.0000001'],
      [column('x', 'timestamp'), 'infinity'],
      [column('x', 'time'), '24:00:00.000000'],
      [column('x', 'time'), '23:59:60.000000'],
      [column('x', 'date'), 'infinity'],
      [column('x', 'date'), 'today'],
      [column('x', 'text'), 'a\0b'],
      [column('x', 'binary', { length: 2 }), '000000'],
      [column('x', 'binary'), '0g'],
      [column('x', 'boolean'), 'maybe'],
    ] as const
    for (const [at, [named, cell]] of wrong.entries()) {
      const table = `wrong_${at}`
      await session.execute(`CREATE TABLE ${table} (x ${session.dialect.type(named.column)})`)
      const title = `${named.column.kind} ${cell}`
      expect
        .soft(await codeOf(session.bulkLoad({ table, columns: [named] }, [[[null], [cell]]])), title)
        .toBe('bad-value')
      expect.soft(await session.query(`SELECT * FROM ${table}`), title).toEqual([])
    }
  })

  test('a column of another collation is another type', async () => {
    await using session = await engine.connect()
    await session.execute('CREATE TABLE sorted (a text, b varchar(5) COLLATE "C", c text COLLATE "POSIX")')
    expect((await session.tableColumns('sorted'))?.map(({ type }) => type)).toEqual([
      'text',
      'character varying(5) COLLATE "C"',
      'text COLLATE "POSIX"',
    ])
  })

  test('tables of other schemas are not ours', async () => {
    await using session = await engine.connect()
    await session.execute('CREATE SCHEMA aside')
    await session.execute('CREATE TABLE aside.apart (n int)')
    await session.execute('SET search_path = public, aside')
    expect(await session.tableExists('apart')).toBe(false)
    expect(await session.tableColumns('apart')).toBeNull()
    expect(await session.tablesLike('apart')).toEqual([])
    await session.execute('CREATE TABLE bare ()')
    expect(await session.tableColumns('bare')).toEqual([])
  })
})

describePostgres('a database of another encoding', () => {
  /** Of the server, dropped at the end. */
  async function encoded(encoding: string) {
    const name = `typeline_test_${encoding.toLowerCase()}_${process.pid}`
    const server = new URL(inject('postgresUrl') ?? '')
    server.pathname = '/postgres'
    const administer = async (sql: string) => {
      const client = new Client({ connectionString: server.href })
      await client.connect()
      await client.query(sql).finally(() => client.end())
    }
    await administer(
      `CREATE DATABASE ${name} TEMPLATE template0 ENCODING '${encoding}' LOCALE_PROVIDER libc LOCALE 'C'`,
    )
    const url = new URL(server)
    url.pathname = `/${name}`
    return { url: url.href, [Symbol.asyncDispose]: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) }
  }

  test('latin1: exact both ways; what it has no letter for is refused', async () => {
    await using place = await encoded('LATIN1')
    await using engine = await openEngine(place.url)
    await using session = await engine.connect()
    await session.execute('CREATE TABLE t (x text)')
    await session.bulkLoad({ table: 't', columns: [column('x', 'text')] }, [[['é']]])
    expect(await session.query("SELECT x, encode(x::bytea, 'hex') FROM t")).toEqual([['é', 'e9']])
    expect(await codeOf(session.bulkLoad({ table: 't', columns: [column('x', 'text')] }, [[['€']]]))).toBe('bad-value')
  })

  test('none at all: bytes that are no UTF-8 are an error, never U+FFFD', async () => {
    await using place = await encoded('SQL_ASCII')
    await using engine = await openEngine(place.url)
    await using session = await engine.connect()
    expect(await session.query("SELECT 'é'")).toEqual([['é']])
    expect(await codeOf(session.query("SELECT convert_from('\\xe9'::bytea, 'SQL_ASCII')"))).toBe('bad-value')
  })
})
