import { describe, expect, test } from 'vitest'
import { DefinitionError, dimension, fact, latest, rebuild } from '../../loader/index.ts'
import type { DimensionShape, FactShape } from '../../loader/model/index.ts'
import { day, productSale, productSaleFact, sales, school, schoolDim, schools } from '../typing/star.ts'

describe('dimension', () => {
  test('every default is filled in', () => {
    const made: DimensionShape = school
    expect(made).toStrictEqual({
      kind: 'dimension',
      name: 'school',
      table: schoolDim,
      source: schools,
      natural: { school_id: 'school_id' },
      attributes: {
        name: { from: 'name', change: 'type2', overwrite: 'all' },
        city: { from: 'city', change: 'type1', overwrite: 'all' },
        enrollment: { from: 'enrollment', change: 'type1', overwrite: 'latest' },
      },
      order: [],
      lookups: {},
      future: 'reject',
      deletes: 'ignore',
      maxDeleteShare: 0.2,
      unknown: {},
      notApplicable: {},
      error: {},
      tags: [],
      class: 'default',
    })
  })

  test('every option is kept', () => {
    const made = dimension({
      name: 'school',
      table: schoolDim,
      source: schools,
      from: { school_id: 'enrollment_id' },
      attributes: { name: 'type0', city: { from: 'name', change: 'type2' }, enrollment: 'type1' },
      effectiveFrom: 'updated_at',
      effectiveTo: { column: 'founded_on', inclusive: 'day' },
      order: ['updated_at', 'name'],
      lookups: {},
      future: 'accept',
      deletes: 'ignore',
      maxDeleteShare: 0.2,
      unknown: { name: 'No school' },
      notApplicable: { city: null },
      error: { enrollment: 0 },
      tags: ['people'],
      class: 'default',
      rejects: { warn: 0, fail: 0.5 },
    } as unknown as Parameters<typeof dimension<'school', typeof schoolDim, typeof schools>>[0])
    expect(made).toMatchObject({
      natural: { school_id: 'enrollment_id' },
      attributes: {
        name: { from: 'name', change: 'type0', overwrite: 'all' },
        city: { from: 'name', change: 'type2', overwrite: 'all' },
      },
      effectiveFrom: 'updated_at',
      effectiveTo: { column: 'founded_on', inclusive: 'day' },
      order: ['updated_at', 'name'],
      lookups: {},
      future: 'accept',
      deletes: 'ignore',
      maxDeleteShare: 0.2,
      unknown: { name: 'No school' },
      notApplicable: { city: null },
      error: { enrollment: 0 },
      tags: ['people'],
      class: 'default',
      rejects: { warn: 0, fail: 0.5 },
    })
  })

  test('effectiveTo as a name alone', () => {
    const attributes = { name: 'type2', city: 'type1', enrollment: 'type1' } as const
    const options = { name: 'school', table: schoolDim, source: schools, attributes } as const
    expect(dimension({ ...options, effectiveFrom: 'updated_at', effectiveTo: 'founded_on' }).effectiveTo).toStrictEqual(
      {
        column: 'founded_on',
      },
    )
  })

  test('an option that is not there is no silence', () => {
    const untyped = dimension as unknown as (options: object) => unknown
    expect(() => untyped({ ...school, cascade: true })).toThrow(DefinitionError)
    expect(() => untyped({ name: 'school', table: schoolDim, source: schools, attributes: {}, cascade: true })).toThrow(
      /^dimension school: there is no option cascade\. There are name, table, source, from, attributes, lookups, effectiveFrom/,
    )
  })
})

describe('fact', () => {
  test('every default is filled in', () => {
    const made: FactShape = productSale
    expect(made).toStrictEqual({
      kind: 'fact',
      name: 'product_sale',
      table: productSaleFact,
      source: sales,
      from: { order_id: 'order_id', line_no: 'line_no', quantity: 'quantity', extended_sales_amount: 'amount' },
      lookups: {
        date_key: { dimension: day, on: { full_date: 'sold_on' }, missing: 'unknown', beforeFirst: 'first' },
        school_key: {
          dimension: school,
          on: { school_id: 'school_id' },
          asOf: { latest: true },
          missing: 'unknown',
          beforeFirst: 'first',
        },
      },
      refresh: { mode: 'rebuild', maxShrink: 0.2 },
      order: [],
      tags: [],
      class: 'default',
    })
    expect(made.lookups['school_key']?.asOf).toBe(latest)
  })

  test('every option is kept', () => {
    const made = fact({
      name: 'product_sale',
      table: productSaleFact,
      source: sales,
      from: { extended_sales_amount: 'amount' },
      lookups: {
        date_key: { dimension: day, on: { full_date: 'sold_on' }, missing: 'fail' },
        school_key: {
          dimension: school,
          on: { school_id: 'brand_id' },
          asOf: 'sold_at',
          missing: 'reject',
          beforeFirst: 'unknown',
        },
      },
      refresh: rebuild({ maxShrink: 0.5 }),
      order: ['sold_at'],
      tags: ['daily'],
      class: 'default',
      rejects: { warn: 0, fail: 1 },
    })
    expect(made).toMatchObject({
      lookups: {
        date_key: { missing: 'fail' },
        school_key: { on: { school_id: 'brand_id' }, asOf: 'sold_at', missing: 'reject', beforeFirst: 'unknown' },
      },
      refresh: { mode: 'rebuild', maxShrink: 0.5 },
      order: ['sold_at'],
      tags: ['daily'],
      class: 'default',
      rejects: { warn: 0, fail: 1 },
    })
  })

  test('an option or a dimension that is not there is no silence', () => {
    const untyped = fact as unknown as (options: object) => unknown
    const options = { name: 'sale', table: productSaleFact, source: sales }
    expect(() => untyped({ ...options, append: true })).toThrow(
      /^fact sale: there is no option append\. There are name/,
    )
    const lookup = { dimension: day, on: { full_date: 'sold_on' } }
    expect(() => untyped({ ...options, lookups: { date_key: { ...lookup, misses: 'fail' } } })).toThrow(
      /^fact sale, lookup date_key: there is no option misses\. There are dimension, on/,
    )
    expect(() => untyped({ ...options, lookups: { date_key: { ...lookup, dimension: undefined } } })).toThrow(
      /^fact sale, lookup date_key: its dimension is undefined\./,
    )
  })

  test.each([[-0.1], [1.1], [Number.NaN]])('rebuild takes no maxShrink of %d', (maxShrink) => {
    expect(() => rebuild({ maxShrink })).toThrow(/^rebuild\(\): maxShrink is .*, and must be a share from 0 to 1\.$/)
  })
})

describe('a definition is frozen through and through', () => {
  test.each([
    ['a dimension', school],
    ['a fact', productSale],
    ['a calendar', day],
  ])('%s', (_, unit) => {
    const loose: string[] = []
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return
      if (!Object.isFrozen(value)) loose.push(path)
      for (const [name, part] of Object.entries(value)) visit(part, `${path}.${name}`)
    }
    visit(unit, 'unit')
    expect(loose).toEqual([])
  })
})
