import knex from 'knex'
import { describe, expect, test } from 'vitest'
import { dateDimension, dimension, full, latest, source, sql } from '../../loader/index.ts'
import {
  type DimensionShape,
  definitionHash,
  definitionText,
  type FactShape,
  type LookupShape,
} from '../../loader/model/index.ts'
import { brands, dateDim, day, productSale, school, schoolDim, schools } from '../typing/star.ts'

const attributes = {
  name: 'type2',
  city: 'type1',
  enrollment: { from: 'enrollment', change: 'type1', overwrite: 'latest' },
} as const
const again = (): DimensionShape => dimension({ name: 'school', table: schoolDim, source: schools, attributes })

test('the text is JSON, with names in order, and tells no function’s code', () => {
  const text = definitionText(productSale)
  expect(JSON.parse(text)).toMatchObject({
    kind: 'fact',
    name: 'product_sale',
    lookups: { school_key: { asOf: latest, dimension: { name: 'school', natural: ['school_id'] } } },
    source: { sql: { parts: ['SELECT * FROM orders_orderline'], values: [] } },
  })
  expect(text.indexOf('"from"')).toBeLessThan(text.indexOf('"grain"'))
  expect(definitionHash(productSale)).toMatch(/^[0-9a-f]{64}$/)
})

describe('the hash stays', () => {
  test.each<[string, DimensionShape | FactShape, DimensionShape | FactShape]>([
    ['for an equal definition', school, again()],
    [
      'whatever the order in which options stand',
      school,
      Object.fromEntries(Object.entries(again()).toReversed()) as never,
    ],
    [
      'said or not that its source is read whole',
      school,
      dimension({ name: 'school', table: schoolDim, source: schools, attributes, read: full }),
    ],
    ['with other tags and limits of rejects', school, { ...school, tags: ['x'], rejects: { warn: 0, fail: 0 } }],
    [
      'of a fact, when a dimension that it looks up is filled otherwise',
      productSale,
      {
        ...productSale,
        lookups: {
          ...productSale.lookups,
          school_key: {
            ...productSale.lookups['school_key'],
            dimension: { ...school, source: brands, attributes: {} },
          } as never,
        },
      },
    ],
  ])('%s', (_, one, other) => {
    expect(definitionHash(other)).toBe(definitionHash(one))
  })
})

describe('the hash changes', () => {
  const derived = (derive: (row: { readonly school_id: number }) => { readonly d: number }): DimensionShape => ({
    ...school,
    source: source({
      from: 'x',
      columns: { school_id: schools.columns['school_id'] as never },
      sql: sql``,
      derive: derive as never,
    }),
  })
  const queried = (where: string, value: number): DimensionShape => ({
    ...school,
    source: { from: 'x', columns: {}, sql: knex({ client: 'pg' }).from('t').where(where, value) },
  })
  const calendar = { name: 'date', table: dateDim, from: '2012-01-01', to: '2030-12-31' } as const

  test.each<[string, DimensionShape | FactShape, DimensionShape | FactShape]>([
    ['with the name', school, { ...school, name: 'schools' }],
    [
      'with an attribute',
      school,
      dimension({ name: 'school', table: schoolDim, source: schools, attributes: { ...attributes, city: 'type2' } }),
    ],
    ['with SQL', school, { ...school, source: { ...schools, sql: sql`SELECT 1` } }],
    [
      'with what SQL binds',
      { ...school, source: { ...schools, sql: sql`SELECT ${1}` } },
      { ...school, source: { ...schools, sql: sql`SELECT ${2}` } },
    ],
    ['with a Knex query', queried('a', 1), queried('b', 1)],
    ['with what a Knex query binds', queried('a', 1), queried('a', 2)],
    [
      'with the text of a function',
      derived((row) => ({ d: row.school_id })),
      derived((row) => ({ d: row.school_id + 1 })),
    ],
    ['with the table', school, { ...school, table: { ...schoolDim, history: 'day' } }],
    ['with what is read', school, { ...school, read: { mode: 'incremental', by: 'updated_at' } }],
    [
      'with how it is read',
      { ...school, read: { mode: 'incremental', by: 'updated_at' } },
      { ...school, read: { mode: 'incremental', by: 'updated_at', lookback: '1 hour' } },
    ],
    ['with the refresh', productSale, { ...productSale, refresh: { mode: 'rebuild', maxShrink: 0.5 } }],
    [
      'with a lookup',
      productSale,
      {
        ...productSale,
        lookups: {
          ...productSale.lookups,
          school_key: { ...productSale.lookups['school_key'], missing: 'fail' } as LookupShape,
        },
      },
    ],
    ['with the span of a calendar', day, dateDimension({ ...calendar, to: '2031-12-31' })],
    ['with holidays', day, dateDimension({ ...calendar, holidays: { '2024-12-25': 'Christmas' } })],
    [
      'with a rule of holidays',
      dateDimension({ ...calendar, holidays: () => null }),
      dateDimension({ ...calendar, holidays: () => 'x' }),
    ],
  ])('%s', (_, one, other) => {
    expect(definitionHash(other)).not.toBe(definitionHash(one))
  })
})
