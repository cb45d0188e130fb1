import knex from 'knex'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  csv,
  type Day,
  decimal,
  feeding,
  integer,
  nullable,
  period,
  source,
  sql,
  timestamp,
  varchar,
} from '../../loader/index.ts'
import type { Source } from '../../loader/model/index.ts'
import { brandDim, productSaleFact, schoolDim } from '../typing/star.ts'

describe('sql', () => {
  test('keeps its text apart from what is bound', () => {
    expect(sql`SELECT * FROM t WHERE a = ${'x'} AND b > ${7} AND c >= ${period.from}`).toStrictEqual({
      parts: ['SELECT * FROM t WHERE a = ', ' AND b > ', ' AND c >= ', ''],
      values: ['x', 7, { period: 'from' }],
    })
    expect(sql`SELECT 1`).toStrictEqual({ parts: ['SELECT 1'], values: [] })
    expect(Object.isFrozen(sql`SELECT ${null}`.values)).toBe(true)
  })

  test.each([
    [undefined],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [new Date()],
    [{}],
    [['a']],
    [{ period: 'from' }],
    [7n],
  ])('binds no %s', (value) => {
    const untyped = sql as unknown as (parts: readonly string[], ...values: unknown[]) => unknown
    expect(() => untyped(['SELECT * FROM t WHERE a = ', ''], value)).toThrow(
      expect.objectContaining({ code: 'bad-sql-value', message: expect.stringContaining('WHERE a = $') }),
    )
  })
})

describe('source', () => {
  test('a frozen plain object; derive and a Knex query are as they were given', () => {
    const query = knex({ client: 'pg' }).select('id').from('t')
    const derive = (row: { readonly id: number }) => ({ twice: row.id * 2 })
    const made = source({
      from: 'shop',
      columns: { id: integer(), at: nullable(timestamp()) },
      sql: query,
      derive,
      partition: ['id'],
      zone: 'UTC',
    })
    expect(made).toStrictEqual({
      from: 'shop',
      columns: { id: integer(), at: nullable(timestamp()) },
      sql: query,
      derive,
      partition: ['id'],
      zone: 'UTC',
    })
    for (const part of [made, made.columns, made.partition]) expect(Object.isFrozen(part)).toBe(true)
    expectTypeOf(made).toEqualTypeOf<Source<'shop', { id: 'integer'; at: 'timestamp' | null; twice: 'integer' }>>()
  })

  test('derive is given values as text, numbers, booleans; what it gives counts by its type', () => {
    const made = source({
      from: 'shop',
      columns: { price: decimal(9, 2), name: nullable(varchar(9)), at: timestamp() },
      sql: sql`SELECT 1`,
      derive: (row) => {
        expectTypeOf(row.price).toEqualTypeOf<`${number}`>()
        expectTypeOf(row.name).toEqualTypeOf<string | null>()
        const on: Day = '2024-01-01'
        return { price2: row.price, on, later: row.at, big: '7' as `${bigint}`, yes: true, word: row.name, none: null }
      },
    })
    expectTypeOf(made).toEqualTypeOf<
      Source<
        'shop',
        {
          price: 'decimal'
          name: 'varchar' | null
          at: 'timestamp'
          price2: 'decimal'
          on: 'date'
          later: 'timestamp'
          big: 'bigint'
          yes: 'boolean'
          word: 'varchar' | null
          none: null
        }
      >
    >()
  })

  const untyped = source as unknown as (options: object) => unknown
  test.each([
    [{ from: 's', columns: { 7: integer() }, sql: sql`` }, /^source from s: a column cannot be named 7,/],
    [{ from: 's', columns: {}, sql: sql``, file: 'a.csv' }, /^source from s: there is no option file\. There are/],
    [{ columns: {}, sql: sql``, files: csv('a.csv') }, /^source of a\.csv: files stand in place of from and sql/],
    [{ from: 's', columns: {}, files: csv('a.csv') }, /files stand in place of from and sql/],
    [{ columns: {}, files: 'a.csv' }, /files stand in place of from and sql, and are made by csv\(\)/],
  ])('refuses in a sentence (%#)', (options, sentence) => {
    expect(() => untyped(options)).toThrow(sentence)
  })
})

test('feeding: natural key and attributes, or degenerates and measures, without their purposes', () => {
  expect(feeding(schoolDim)).toStrictEqual({
    school_id: integer(),
    name: varchar(75),
    city: nullable(varchar(128)),
    enrollment: nullable(integer()),
  })
  expect(feeding(productSaleFact)).toStrictEqual({
    order_id: integer(),
    line_no: integer(),
    quantity: integer(),
    extended_sales_amount: decimal(12, 2),
  })
  expect(source({ from: 'x', columns: feeding(brandDim), sql: sql`` }).columns).toStrictEqual({
    brand_id: integer(),
    brand_name: varchar(40),
    royalty: decimal(8, 4),
  })
})
