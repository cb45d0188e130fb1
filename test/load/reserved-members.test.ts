import { expect, test } from 'vitest'
import {
  audit,
  bigint,
  binary,
  boolean,
  date,
  decimal,
  double,
  folded,
  history,
  inferred,
  integer,
  json,
  key,
  masked,
  natural,
  nullable,
  reference,
  table,
  text,
  time,
  timestamp,
  varchar,
} from '../../loader/index.ts'
import { reservedKeys, reservedMembers } from '../../loader/load/reserved-members.ts'
import { makeDimension } from '../../loader/model/make-dimension.ts'
import type { Cell, TableShape } from '../../loader/schema/index.ts'

const limits = { nulInText: true, wideTime: false, nonFiniteDoubles: false }

type Overrides = Readonly<Record<string, Cell>>
interface Given {
  readonly unknown?: Overrides
  readonly notApplicable?: Overrides
  readonly error?: Overrides
}

/** Rows by column, in the order of the table's columns. */
function rows(shape: TableShape, given: Given = {}) {
  const source = { from: 'nowhere', columns: {} }
  const dimension = makeDimension({ name: 'thing', table: shape, source, attributes: {}, ...given })
  const names = Object.keys(shape.columns)
  return reservedMembers(dimension, 42, limits).map((cells) => {
    expect(cells).toHaveLength(names.length)
    return Object.fromEntries(names.map((name, at) => [name, cells[at]]))
  })
}

const keys = { thing_key: key(), thing_id: natural(integer()), part_id: natural(varchar(5)) }

test('three members with keys below 0, natural keys NULL, text attributes that say what they are', () => {
  const shape = table('thing_dim', { ...keys, name: varchar(75), note: nullable(text()), short: varchar(3) })
  expect(rows(shape)).toStrictEqual([
    { thing_key: -1, thing_id: null, part_id: null, name: 'Unknown', note: 'Unknown', short: 'Unk' },
    { thing_key: -2, thing_id: null, part_id: null, name: 'Not applicable', note: 'Not applicable', short: 'Not' },
    { thing_key: -3, thing_id: null, part_id: null, name: 'Error', note: 'Error', short: 'Err' },
  ])
  expect(reservedKeys).toStrictEqual([-1, -2, -3])
})

test('other attributes: NULL where nullable, else 0, false, the first day of the calendar', () => {
  const kinds = {
    flag: boolean(),
    count: integer(),
    total: bigint(),
    price: decimal(12, 4),
    whole: decimal(5, 0),
    ratio: double(),
    since: date(),
    opens: time(),
    made: timestamp(),
    extra: json(),
    hash: binary(16),
  }
  const optional = {
    flag: nullable(boolean()),
    count: nullable(integer()),
    since: nullable(date()),
    extra: nullable(json()),
  }
  expect(rows(table('thing_dim', { ...keys, ...kinds }))[1]).toStrictEqual({
    thing_key: -2,
    thing_id: null,
    part_id: null,
    flag: false,
    count: 0,
    total: '0',
    price: '0.0000',
    whole: '0',
    ratio: '0',
    since: '1000-01-01',
    opens: '00:00:00.000000',
    made: '1000-01-01 00:00:00.000000',
    extra: 'null',
    hash: '',
  })
  expect(rows(table('thing_dim', { ...keys, ...optional }))[2]).toMatchObject({
    flag: null,
    count: null,
    since: null,
    extra: null,
  })
})

const rest = { ...audit(), ...inferred() }
test.each([
  [table('thing_dim', { ...keys, ...history(), ...rest }), '1000-01-01 00:00:00.000000', '9999-12-31 23:59:59.999999'],
  [table('thing_dim', { ...keys, ...history('day'), ...rest }), '1000-01-01', '9999-12-31'],
])('one open version of all time, current; audit: the run; never inferred (%#)', (shape: TableShape, from, to) => {
  for (const row of rows(shape)) {
    expect(row).toMatchObject({ valid_from: from, valid_to: to, is_current: true, version: 1 })
    expect(row).toMatchObject({ inserted_run: 42, updated_run: 42, is_inferred: false })
  }
})

test('a reference to another dimension points to the member of the same meaning', () => {
  const region = table('region_dim', { region_key: key(), region_id: natural(integer()), name: varchar(10) })
  const shape = table('thing_dim', { ...keys, region_key: reference(region) })
  expect(rows(shape).map((row) => row['region_key'])).toStrictEqual([-1, -2, -3])
})

test('a definition overrides, each member for itself; NULL is a value too', () => {
  const shape = table('thing_dim', { ...keys, name: varchar(20), city: nullable(varchar(20)), price: decimal(6, 2) })
  const given = {
    unknown: { name: 'No thing', price: '1.5' },
    notApplicable: { city: null },
    error: { name: 'Broken ' },
  }
  expect(rows(shape, given)).toMatchObject([
    { name: 'No thing', city: 'Unknown', price: '1.50' },
    { name: 'Not applicable', city: null, price: '0.00' },
    { name: 'Broken ', city: 'Error', price: '0.00' },
  ])
})

test('an override is conformed like any value; the words themselves stay as they are', () => {
  const shape = table('thing_dim', { ...keys, name: folded(varchar(20)) })
  expect(rows(shape, { unknown: { name: 'NONE' } }).map((row) => row['name'])).toStrictEqual([
    'none',
    'Not applicable',
    'Error',
  ])
})

test.each<[string, Given, string]>([
  [
    'too long',
    { unknown: { name: 'No thing at all' } },
    'In dimension thing, unknown: name is "No thing at all", and should be valid Unicode text of at most 10 characters. Correct it in the definition.',
  ],
  [
    'NULL where it may not be',
    { error: { name: null } },
    'In dimension thing, error: name is NULL, and should be valid Unicode text of at most 10 characters. Correct it in the definition.',
  ],
  [
    'masked',
    { notApplicable: { secret: 'x'.repeat(11) } },
    'In dimension thing, notApplicable: secret is (masked), and should be valid Unicode text of at most 10 characters. Correct it in the definition.',
  ],
  [
    'a natural key',
    { unknown: { thing_id: 0 } },
    'In dimension thing, unknown: thing_id is no attribute of thing_dim. Correct it in the definition.',
  ],
  [
    'no column',
    { unknown: { nmae: 'x' } },
    'In dimension thing, unknown: nmae is no attribute of thing_dim. Correct it in the definition.',
  ],
])('refused: %s', (_, given, message) => {
  const shape = table('thing_dim', { ...keys, name: varchar(10), secret: masked(varchar(10)) })
  expect(() => rows(shape, given)).toThrow(
    expect.objectContaining({ name: 'DefinitionError', code: 'reserved-value', message }),
  )
})
