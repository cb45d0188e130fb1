import { describe, expect, test } from 'vitest'
import type { DimensionShape } from '../../../loader/model/index.ts'
import {
  bigint,
  binary,
  date,
  decimal,
  double,
  integer,
  json,
  key,
  natural,
  nullable,
  table,
  text,
  time,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { asBrand, brand, findings, type Parts, sourceOf } from './star.ts'

describe('reserved members', () => {
  const held = table('held_dim', {
    held_key: key(),
    id: natural(varchar(9)),
    word: varchar(5),
    note: nullable(text()),
    count: integer(),
    big: bigint(),
    price: decimal(6, 2),
    rate: double(),
    on: date(),
    at: timestamp(),
    clock: time(),
    doc: json(),
    bytes: binary(2),
  })
  const unit = (unknown: DimensionShape['unknown']): Parts =>
    asBrand({
      table: held,
      source: sourceOf(brand, { columns: { id: varchar(9) }, derive: () => ({}) }),
      attributes: Object.fromEntries(
        ['word', 'note', 'count', 'big', 'price', 'rate', 'on', 'at', 'clock', 'doc', 'bytes'].map((name) => [
          name,
          { from: `derived_${name}`, change: 'type1', overwrite: 'all' },
        ]),
      ),
      unknown,
    })

  test.each<[string, readonly unknown[], readonly unknown[]]>([
    ['word', ['', 'abcde', '😀😀😀😀😀'], ['abcdef', 7, null, '\ud800']],
    ['note', [null, 'x'.repeat(1000)], [true]],
    ['count', [0, -5, 2_147_483_647], ['0', 1.5, 2_147_483_648, Number.NaN, null]],
    ['big', ['9223372036854775807', '-1'], ['9223372036854775808', '1.0', 5, '']],
    ['price', ['0', '9999.99', '-0001.500', '.5'], ['10000', '0.001', '1e3', '', '-', '.', 7, '٣']],
    ['rate', ['0.1', '-1e300'], ['', 'x', 'Infinity', 0.1]],
    ['on', ['2024-02-29', '1000-01-01'], ['2023-02-29', '2024-2-9', '2024-02-29 00:00:00', 'never']],
    [
      'at',
      ['2024-02-29', '2024-02-29 13:45:00', '2024-02-29 13:45:00.123456'],
      ['2024-02-29 25:00:00', '2024-02-29 13:45:00.1234567', '2024-02-29x13:45:00'],
    ],
    ['clock', ['13:45:00', '13:45:00.5'], ['24:00:00', '1:00:00', '13:45']],
    ['doc', ['{}', '[1]', 'null'], ['{', '']],
    ['bytes', ['', '00ff'], ['0', '00ff00', 'FF', 'xy']],
  ])('%s holds some values and not others', (name, fine, wrong) => {
    for (const value of fine)
      expect({ value, found: findings(unit({ [name]: value as never })) }).toEqual({ value, found: [] })
    for (const value of wrong) {
      const found = findings(unit({ [name]: value as never }))
      expect(found.join()).toMatch(`dimension brand: unknown gives ${name} ${JSON.stringify(value)}, and it is `)
    }
  })

  test('of what is no attribute', () => {
    expect(findings(asBrand({ notApplicable: { id: 'x' } }))).toEqual([
      'dimension brand: notApplicable names id, which is no attribute of brand_dim.',
    ])
    expect(findings(asBrand({ error: { nick: 'x' } }))).toEqual([
      'dimension brand: error names nick, which is no attribute of brand_dim.',
    ])
  })
})
