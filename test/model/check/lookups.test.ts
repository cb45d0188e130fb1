import { describe, expect, test } from 'vitest'
import { latest } from '../../../loader/model/index.ts'
import { history, reference, table } from '../../../loader/schema/index.ts'
import {
  asLookup,
  asSale,
  brand,
  brandLookup,
  findings,
  type Parts,
  sale,
  saleFact,
  school,
  schoolDim,
  schoolLookup,
  without,
} from './star.ts'

describe('lookups', () => {
  const place = 'fact sale, lookup school_key'
  const anew = { ...school }
  const daily = table('school_dim', { ...schoolDim.columns, ...history('day') })
  const dailySchool = { ...school, table: daily }
  const asDaily = (asOf: string): Parts => ({
    dimensions: [dailySchool, brand],
    facts: [
      {
        ...sale,
        table: { ...saleFact, columns: { ...saleFact.columns, school_key: reference(daily) } },
        lookups: { ...sale.lookups, school_key: { ...schoolLookup, dimension: dailySchool, asOf } },
      },
    ],
  })
  test.each<[string, Parts, readonly string[]]>([
    [
      'one missing',
      asSale({ lookups: { school_key: schoolLookup } }),
      ['fact sale: reference brand_key of sale_fact has no lookup.'],
    ],
    [
      'of no reference',
      asSale({ lookups: { ...sale.lookups, no: schoolLookup } }),
      ['fact sale: no is no reference of sale_fact.'],
    ],
    [
      'of another dimension',
      asLookup('school_key', { dimension: brand }),
      [`${place}: dimension brand loads brand_dim, and the column refers to school_dim.`],
    ],
    ['of a dimension made anew', asLookup('school_key', { dimension: anew }), []],
    [
      'of a dimension that the warehouse lacks',
      { dimensions: [brand], facts: [sale] },
      [`${place}: dimension school is not among the warehouse's dimensions.`],
    ],
    [
      'by another key',
      asLookup('school_key', { on: { no: 'school' } }),
      [
        `${place}: no is no natural-key column of school_dim.`,
        `${place}: on leaves out id of the natural key of school_dim.`,
      ],
    ],
    ['by no column', asLookup('school_key', { on: { id: 'schol' } }), [`${place}: the source has no column schol.`]],
    [
      'by a column of another type',
      asLookup('school_key', { on: { id: 'brand' } }),
      [`${place}: id is integer, and source column brand is varchar, which does not fit.`],
    ],
    [
      'without asOf',
      asSale({ lookups: { ...sale.lookups, school_key: without(schoolLookup as never, 'asOf') as never } }),
      [`${place}: school_dim keeps history. Say asOf: a time column of the source, or latest.`],
    ],
    [
      'asOf without history',
      asLookup('brand_key', { asOf: 'at' }),
      ['fact sale, lookup brand_key: brand_dim keeps no history, so leave asOf out.'],
    ],
    [
      'asOf latest without history',
      asLookup('brand_key', { asOf: latest }),
      ['fact sale, lookup brand_key: brand_dim keeps no history, so leave asOf out.'],
    ],
    ['asOf latest', asLookup('school_key', { asOf: latest }), []],
    [
      'asOf no column',
      asLookup('school_key', { asOf: 'when' }),
      [`${place}: asOf names when, which the source does not have.`],
    ],
    [
      'asOf what is no time',
      asLookup('school_key', { asOf: 'amount' }),
      [`${place}: asOf names amount, which is decimal and no time.`],
    ],
    [
      'asOf a date',
      asLookup('school_key', { asOf: 'on' }),
      [`${place}: asOf names on, a date; that needs ...history('day') in school_dim.`],
    ],
    ['asOf a date, by days', asDaily('on'), []],
    ['asOf a moment, by days', asDaily('at'), []],
    [
      'Unknown in the grain',
      asSale({ table: { ...saleFact, grain: ['no', 'brand_key'] } }),
      ["fact sale, lookup brand_key: a reference in the grain may not be Unknown. Say missing: 'reject' or 'fail'."],
    ],
    [
      'rejected in the grain',
      asSale({
        table: { ...saleFact, grain: ['no', 'brand_key'] },
        lookups: { ...sale.lookups, brand_key: { ...brandLookup, missing: 'reject' } },
      }),
      [],
    ],
  ])('%s', (_, parts, sentences) => {
    expect(findings(parts)).toEqual(sentences)
  })
})
