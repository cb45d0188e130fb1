import { describe, expect, it } from 'vitest'
import type { DimensionShape, OutriggerShape } from '../../../loader/model/index.ts'
import { inferred, reference, table } from '../../../loader/schema/index.ts'
import { brand, brandDim, findings, school, schoolDim } from './star.ts'

const shopDim = table('shop_dim', { ...brandDim.columns, school_key: reference(schoolDim) })
const lookup: OutriggerShape = {
  dimension: school,
  on: { id: 'school' },
  change: 'type1',
  missing: 'unknown',
  beforeFirst: 'first',
}
const source = { ...brand.source, columns: { ...brand.source.columns, school: schoolDim.columns.id } }
const shop = (more: Partial<OutriggerShape> = {}, parts: Partial<DimensionShape> = {}): DimensionShape => ({
  ...brand,
  name: 'shop',
  table: shopDim,
  source,
  lookups: { school_key: { ...lookup, ...more } },
  ...parts,
})

describe('references of dimensions', () => {
  it('right ones are', () => {
    expect(findings({ dimensions: [school, brand, shop()] })).toEqual([])
  })

  it.each<[string, DimensionShape, string]>([
    ['none', shop({}, { lookups: {} }), 'dimension shop: reference school_key of shop_dim has no lookup.'],
    [
      'no reference',
      shop({}, { lookups: { price: lookup, school_key: lookup } }),
      'dimension shop: price is no reference of shop_dim.',
    ],
    [
      'no such column',
      shop({ on: { id: 'scool' } }),
      'dimension shop, lookup school_key: the source has no column scool.',
    ],
    [
      'no natural key',
      shop({ on: {} }),
      'dimension shop, lookup school_key: on leaves out id of the natural key of school_dim.',
    ],
    [
      'wrong type',
      shop({ on: { id: 'id' } }),
      'dimension shop, lookup school_key: id is integer, and source column id is varchar, which does not fit.',
    ],
    [
      'wrong dimension',
      shop({ dimension: brand }),
      'dimension shop, lookup school_key: dimension brand loads brand_dim, and the column refers to school_dim.',
    ],
    [
      'a change that there is not',
      shop({ change: 'type9' as never }),
      'dimension shop, lookup school_key: its change is type9, and there are type0, type1, type2.',
    ],
    [
      'infers without saying so',
      shop({ missing: 'infer' }),
      "dimension shop, lookup school_key: missing: 'infer' needs ...inferred() in school_dim, to tell the members that it makes.",
    ],
    [
      'infers what has keys of its own',
      shop({
        missing: 'infer',
        dimension: {
          ...school,
          smartKey: 'id',
          table: { ...schoolDim, columns: { ...schoolDim.columns, ...inferred() } },
        },
      }),
      "dimension shop, lookup school_key: missing: 'infer' makes members with keys of its own, and those of school come from its source.",
    ],
  ])('%s', (_, wrong, sentence) => {
    expect(findings({ dimensions: [school, brand, wrong] })).toContain(sentence)
  })

  it('itself, and a circle by its path', () => {
    const self = shop({ dimension: shop() })
    expect(findings({ dimensions: [school, brand, self] })).toContain(
      'dimension shop, lookup school_key: a dimension cannot look itself up.',
    )
    const round = { ...school, lookups: { any: { ...lookup, dimension: shop() } } }
    const told = findings({ dimensions: [round, brand, shop({ dimension: round })] })
    expect(told).toContain(
      'Dimensions look each other up in a circle: school → shop → school. Take one of these lookups out.',
    )
    expect(told.filter((finding) => finding.includes('circle'))).toHaveLength(1)
    expect(told.some((finding) => finding.includes('itself'))).toBe(false)
  })
})

describe('deletes', () => {
  it.each<[string, DimensionShape, string]>([
    [
      'without history',
      { ...brand, deletes: 'close' },
      "dimension brand: deletes: 'close' needs ...history() in brand_dim.",
    ],
    [
      'no such',
      { ...brand, deletes: 'flag' as never },
      "dimension brand: deletes is flag, and there are 'ignore' and 'close'.",
    ],
    [
      'no share',
      { ...brand, maxDeleteShare: 20 },
      'dimension brand: maxDeleteShare is a share of the current members, from 0 to 1, and not 20.',
    ],
    [
      'no number',
      { ...brand, maxDeleteShare: Number.NaN },
      'dimension brand: maxDeleteShare is a share of the current members, from 0 to 1, and not NaN.',
    ],
  ])('%s', (_, wrong, sentence) => {
    expect(findings({ dimensions: [school, wrong] })).toContain(sentence)
  })

  it('right ones are', () => {
    expect(findings({ dimensions: [{ ...school, deletes: 'close', maxDeleteShare: 1 }, brand] })).toEqual([])
  })
})
