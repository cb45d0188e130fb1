import { describe, expect, test } from 'vitest'
import {
  bigint,
  binary,
  type Columns,
  date,
  decimal,
  integer,
  nullable,
  text,
  trimmed,
  varchar,
} from '../../../loader/schema/index.ts'
import { asBrand, asSale, brand, brandDim, findings, type Parts, sale, withColumns } from './star.ts'

describe('what fills a column', () => {
  const price = (column: Columns[string], target: Columns[string] = decimal(6, 2)): Parts =>
    asBrand({
      source: withColumns(brand, { price: column }),
      table: { ...brandDim, columns: { ...brandDim.columns, price: target } },
    })
  const differ = (target: string, from: string) =>
    `dimension brand: price is ${target}, and source column price ${from}, which does not fit.`
  const wider = (target: string, from: string) =>
    `dimension brand: price is ${target}, and source column price ${from}: what is longer would be rejected. Declare both alike.`

  test.each<[string, Parts, readonly string[]]>([
    ['text into decimal', price(varchar(9)), [differ('decimal(6, 2)', 'varchar(9)')]],
    ['decimal into text', price(decimal(6, 2), varchar(9)), [differ('varchar(9)', 'decimal(6, 2)')]],
    ['date into text', price(date(), text()), [differ('text', 'date')]],
    ['bigint into integer', price(bigint(), integer()), [differ('integer', 'bigint')]],
    ['integer into bigint', price(integer(), bigint()), []],
    ['integer into decimal', price(integer()), []],
    ['text into varchar', price(text(), varchar(9)), []],
    ['varchar as long', price(varchar(9), varchar(9)), []],
    ['varchar longer', price(varchar(10), varchar(9)), [wider('varchar(9)', 'varchar(10)')]],
    ['varchar longer, trimmed', price(varchar(10), trimmed(varchar(9))), []],
    ['binary longer', price(binary(10), binary(9)), [wider('binary(9)', 'binary(10)')]],
    ['decimal of more digits', price(decimal(8, 2)), [wider('decimal(6, 2)', 'decimal(8, 2)')]],
    ['decimal of more scale', price(decimal(6, 3)), [wider('decimal(6, 2)', 'decimal(6, 3)')]],
    ['decimal of more scale, rounded', price(decimal(6, 3), decimal(6, 2, { round: true })), []],
    [
      'decimal of more scale that leaves fewer before the point',
      price(decimal(12, 4), decimal(12, 6)),
      [wider('decimal(12, 6)', 'decimal(12, 4)')],
    ],
    [
      'NULL into NOT NULL',
      price(nullable(decimal(6, 2))),
      ['dimension brand: price is NOT NULL, and source column price may be NULL.'],
    ],
    ['NULL into nullable', price(nullable(decimal(6, 2)), nullable(decimal(6, 2))), []],
    [
      'a natural key that may be NULL',
      asBrand({ source: withColumns(brand, { id: nullable(varchar(9)) }) }),
      ['dimension brand: id is NOT NULL, and source column id may be NULL.'],
    ],
    [
      'a natural key of no column',
      asBrand({ natural: { id: 'constructor' } }),
      ['dimension brand: the source has no column constructor, from which id is to be filled.'],
    ],
    [
      'a measure of the wrong type',
      asSale({ source: withColumns(sale, { amount: varchar(6) }) }),
      ['fact sale: amount is decimal(6, 2), and source column amount varchar(6), which does not fit.'],
    ],
    [
      'a measure that nothing fills',
      asSale({ from: { no: 'no', amount: 'total' } }),
      ['fact sale: the source has no column total, from which amount is to be filled.'],
    ],
    [
      'a rename of what is no column',
      asSale({ from: { ...sale.from, discount: 'amount' } }),
      ['fact sale: discount is no measure or degenerate column of sale_fact.'],
    ],
    [
      'a rename of a reference',
      asSale({ from: { ...sale.from, school_key: 'no' } }),
      ['fact sale: school_key is no measure or degenerate column of sale_fact.'],
    ],
  ])('%s', (_, parts, sentences) => {
    expect(findings(parts)).toEqual(sentences)
  })
})
