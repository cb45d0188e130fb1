import { describe, expect, test } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { knexCompiler } from '../../loader/engine/knex-compiler.ts'
import { placeOf } from '../../loader/engine/place.ts'
import { renderSql } from '../../loader/engine/render-sql.ts'
import { singleFlight } from '../../loader/engine/single-flight.ts'
import { statementBeginning } from '../../loader/engine/statement-beginning.ts'

describe('a place is a URL without its password', () => {
  const urls = [
    ['mysql://user:secret@host:3306/db', 'mysql://user@host:3306/db'],
    ['mysql://user@host/db', 'mysql://user@host/db'],
    ['mysql://host/db', 'mysql://host/db'],
    ['mysql://user:@host/db', 'mysql://user@host/db'],
    ['mysql://user:se@cr:et/@host/db', 'mysql://user@host/db'],
    ['mysql://user:p%40ss@host/db?ssl=true', 'mysql://user@host/db?ssl=true'],
    ['mysql://host/db?user=me&password=secret&x=1', 'mysql://host/db?user=me&password=…&x=1'],
    ['duckdb::memory:?motherduck_token=abc', 'duckdb::memory:?motherduck_token=…'],
    ['duckdb:./data/warehouse.duckdb', 'duckdb:./data/warehouse.duckdb'],
  ] as const
  for (const [url, place] of urls) test(url, () => expect(placeOf(url)).toBe(place))
})

describe('an unknown scheme', () => {
  test('is refused with the ones there are, without the password', async () => {
    for (const url of ['oracle://me:secret@host/db', 'no scheme at all', './file.duckdb']) {
      const refused = openEngine(url)
      await expect(refused).rejects.toMatchObject({ code: 'unknown-scheme' })
      await expect(refused).rejects.toThrow(/duckdb:\.\/file\.duckdb/)
      await expect(refused).rejects.not.toThrow(/secret/)
    }
  })
})

describe('the beginning of a statement', () => {
  test('is one line, cut with a mark', () => {
    expect(statementBeginning('  SELECT a,\n\t b\n  FROM t ')).toBe('SELECT a, b FROM t')
    expect(statementBeginning('SELECT 1', 8)).toBe('SELECT 1')
    expect(statementBeginning('SELECT 12', 8)).toBe('SELECT…')
  })
})

describe('sql`` rendered', () => {
  const question = () => '?'
  test('binds every value in order, and the period', () => {
    const text = {
      parts: ['a = ', ' AND b > ', ' AND c < ', ''],
      values: ["x'", { period: 'from' }, { period: 'to' }] as const,
    }
    const period = { from: '2020', to: null }
    expect(renderSql(text, question, period)).toEqual({
      sql: 'a = ? AND b > ? AND c < ?',
      params: ["x'", '2020', null],
    })
    expect(renderSql(text, (position) => `$${position}`, period).sql).toBe('a = $1 AND b > $2 AND c < $3')
  })
  test('without values is its text; a period without a window is refused', () => {
    expect(renderSql({ parts: ['SELECT 1'], values: [] }, question)).toEqual({ sql: 'SELECT 1', params: [] })
    const text = { parts: ['', ''], values: [{ period: 'from' }] as const }
    expect(() => renderSql(text, question)).toThrow(/period\.from.*incremental/)
  })
})

describe('a Knex query', () => {
  const compile = knexCompiler('pg')
  test('becomes native placeholders and cells', () => {
    const statement = compile((knex) => knex('t').where({ a: 'x?', b: null, c: 5n }).whereRaw('d = ?', [true]))
    expect(statement).toEqual({
      sql: 'select * from "t" where "a" = $1 and "b" is null and "c" = $2 and d = $3',
      params: ['x?', '5', true],
    })
  })
  test('of several statements, or with a binding that would lose its value, is refused', () => {
    expect(() => compile((knex) => knex.schema.createTable('t', (table) => table.integer('a')))).toThrow(
      /must be one query/,
    )
    expect(() => compile((knex) => knex('t').where('a', new Date(0)))).toThrow(/Binding 1 .* Date.*as text in UTC/)
    expect(() => compile((knex) => knex('t').where('a', { b: 1 } as never))).toThrow(/Binding 1/)
  })
})

describe('single flight', () => {
  test('lets one in at a time, and names both', () => {
    const flight = singleFlight()
    {
      using _ = flight.enter('SELECT 1')
      expect(flight.busy).toBe(true)
      expect(() => flight.enter('SELECT 2')).toThrow(/"SELECT 2" while "SELECT 1" still runs/)
    }
    expect(flight.busy).toBe(false)
    flight.enter('SELECT 3')[Symbol.dispose]()
    expect(flight.busy).toBe(false)
  })
})
