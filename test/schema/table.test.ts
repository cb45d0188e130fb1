import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  audit,
  type Columns,
  degenerate,
  history,
  integer,
  key,
  measure,
  natural,
  type Reference,
  reference,
  table,
  varchar,
} from '../../loader/schema/index.ts'

const schoolDim = table('school_dim', {
  school_key: key(),
  school_id: natural(integer()),
  name: varchar(9),
  ...history(),
})

test('a dimension’s table: columns in order, no grain, history to the microsecond', () => {
  expect(schoolDim).toStrictEqual({
    name: 'school_dim',
    columns: { school_key: key(), school_id: natural(integer()), name: varchar(9), ...history() },
    grain: [],
    indexes: [],
    history: 'microsecond',
  })
  const order = ['school_key', 'school_id', 'name', 'valid_from', 'valid_to', 'is_current', 'version']
  expect(Object.keys(schoolDim.columns)).toEqual(order)
})

test('history by days, and none', () => {
  const keys = { k: key(), id: natural(integer()) }
  expect(table('t', { ...keys, ...history('day') }).history).toBe('day')
  expect(table('t', keys)).not.toHaveProperty('history')
})

test('a fact’s table: grain and indexes', () => {
  const fact = table(
    'sale_fact',
    { school_key: reference(schoolDim), order_id: degenerate(integer()), quantity: measure(integer()), ...audit() },
    { grain: ['order_id'], indexes: [['school_key'], ['school_key', 'order_id']] },
  )
  expect(fact.grain).toEqual(['order_id'])
  expect(fact.indexes).toEqual([['school_key'], ['school_key', 'order_id']])
  expect(fact.columns.school_key).toStrictEqual({
    kind: 'integer',
    nullable: false,
    purpose: 'reference',
    references: schoolDim,
  })
  expectTypeOf(fact.columns.school_key).toEqualTypeOf<
    Reference<'school_dim', { school_id: 'integer' }, 'versioned', false>
  >()
})

test('a table is frozen through and through', () => {
  const fact = table('f', { no: degenerate(integer()) }, { grain: ['no'], indexes: [['no']] })
  for (const part of [fact, fact.columns, fact.columns.no, fact.grain, fact.indexes, fact.indexes[0]]) {
    expect(Object.isFrozen(part)).toBe(true)
  }
})

describe('refused in a sentence', () => {
  const untyped = table as unknown as (name: string, columns: object, options?: object) => unknown
  const keys = { k: key(), id: natural(integer()) }

  test.each([
    [
      { ...keys, 2020: integer() },
      'table t: a column cannot be named 2020, JavaScript moves names of digits before the others.',
    ],
    [{ ...keys, '': integer() }, 'table t: a column has an empty name.'],
    [{ ...keys, __proto__: integer() }, 'table t: a column cannot be named __proto__, JavaScript would drop it.'],
    [{ ...keys, ['__proto__']: integer() }, 'table t: a column cannot be named __proto__, JavaScript would drop it.'],
  ])('a name that JavaScript drops or moves (%#)', (columns, sentence) => {
    expect(() => untyped('t', columns)).toThrow(expect.objectContaining({ code: 'bad-name', message: sentence }))
  })

  test('names of hostile text are names', () => {
    const columns: Columns = { ...keys, constructor: integer(), 'a`b"c.d e': integer(), select: integer() }
    expect(Object.keys(table('t', columns).columns)).toEqual(['k', 'id', 'constructor', 'a`b"c.d e', 'select'])
  })

  test.each([
    [{ no: degenerate(integer()) }, undefined, /^table t has no grain: name the columns/],
    [{ no: degenerate(integer()) }, { grain: [] }, /^table t has no grain: name the columns/],
    [keys, { grain: ['id'] }, /^table t has a key\(\) and a grain/],
  ])('a grain missing or out of place (%#)', (columns, options, sentence) => {
    expect(() => untyped('t', columns, options)).toThrow(sentence)
  })
})
