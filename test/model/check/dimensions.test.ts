import { describe, expect, test } from 'vitest'
import { asBrand, asSchool, brand, findings, type Parts, school } from './star.ts'

describe('dimensions', () => {
  const attribute = (change: object) =>
    asSchool({ attributes: { name: { ...school.attributes['name'], ...change } as never } })
  test.each<[string, Parts, string]>([
    [
      'an attribute left out',
      asBrand({ attributes: {} }),
      'dimension brand: attribute price of brand_dim is left out. Say what a change of it does.',
    ],
    [
      'an attribute of no column',
      asBrand({ attributes: { ...brand.attributes, nick: { from: 'price', change: 'type1', overwrite: 'all' } } }),
      'dimension brand: nick is no attribute of brand_dim.',
    ],
    [
      'a natural key of no column',
      asBrand({ natural: { id: 'id', no: 'id' } }),
      'dimension brand: no is no natural-key column of brand_dim.',
    ],
    [
      'a change that is none',
      attribute({ change: 'type4' }),
      'dimension school: attribute name has the change type4, and there are type0, type1, type2.',
    ],
    [
      'overwrite of a version',
      attribute({ overwrite: 'latest' }),
      'dimension school: attribute name is of type2; overwrite is for type1.',
    ],
    [
      'history without type 2',
      attribute({ change: 'type1' }),
      'dimension school: school_dim keeps history, and no attribute is of type 2: leave ...history() out, or say which attribute begins a version.',
    ],
    [
      'type 2 without history',
      asBrand({ attributes: { price: { from: 'price', change: 'type2', overwrite: 'all' } } }),
      'dimension brand: attribute price is of type 2, which needs ...history() in brand_dim.',
    ],
    [
      'an end without a beginning',
      asSchool({ effectiveTo: { column: 'at' } }),
      'dimension school: effectiveTo needs effectiveFrom.',
    ],
    [
      'dates without history',
      asBrand({ effectiveFrom: 'price' }),
      'dimension brand: effectiveFrom needs ...history() in brand_dim.',
    ],
    [
      'dates of no column',
      asSchool({ effectiveFrom: 'since' }),
      'dimension school: effectiveFrom names since, which the source does not have.',
    ],
    [
      'dates that are none',
      asSchool({ effectiveFrom: 'at', effectiveTo: { column: 'name' } }),
      'dimension school: effectiveTo names name, which is varchar and no time.',
    ],
    [
      'order by no column',
      asSchool({ order: ['rank'] }),
      'dimension school: order names rank, which the source does not have.',
    ],
  ])('%s', (_, parts, sentence) => {
    expect(findings(parts)).toContain(sentence)
  })

  test('dates by days and by moments are both dates', () => {
    expect(findings(asSchool({ effectiveFrom: 'on', effectiveTo: { column: 'at', inclusive: 'day' } }))).toEqual([])
  })
})
