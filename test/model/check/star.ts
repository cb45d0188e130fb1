import { expect } from 'vitest'
import type { DefinitionError } from '../../../loader/errors/index.ts'
import {
  check,
  type DimensionShape,
  type EngineLimits,
  type FactShape,
  type LookupShape,
  queueShape,
  type SourceShape,
  sql,
  type WarehouseShape,
} from '../../../loader/model/index.ts'
import {
  type Columns,
  date,
  decimal,
  degenerate,
  history,
  integer,
  key,
  measure,
  natural,
  reference,
  table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'

// A small star in the engine's wide shape, in which each test makes a mistake that the compiler would not let a definition make, or cannot see.

export const schoolDim = table('school_dim', {
  school_key: key(),
  id: natural(integer()),
  name: varchar(9),
  ...history(),
})
export const brandDim = table('brand_dim', { brand_key: key(), id: natural(varchar(9)), price: decimal(6, 2) })
export const saleFact = table(
  'sale_fact',
  {
    school_key: reference(schoolDim),
    brand_key: reference(brandDim),
    no: degenerate(integer()),
    amount: measure(decimal(6, 2)),
  },
  { grain: ['no'] },
)

export const school: DimensionShape = {
  kind: 'dimension',
  name: 'school',
  table: schoolDim,
  source: {
    from: 'shop',
    columns: { id: integer(), name: varchar(9), at: timestamp(), on: date() },
    sql: sql`SELECT 1`,
  },
  natural: { id: 'id' },
  attributes: { name: { from: 'name', change: 'type2', overwrite: 'all' } },
  lookups: {},
  order: [],
  tags: [],
  class: 'default',
  future: 'reject',
  deletes: 'ignore',
  maxDeleteShare: 0.2,
  unknown: {},
  notApplicable: {},
  error: {},
}
export const brand: DimensionShape = {
  ...school,
  name: 'brand',
  table: brandDim,
  source: { from: 'shop', columns: { id: varchar(9), price: decimal(6, 2) }, sql: sql`SELECT 1` },
  attributes: { price: { from: 'price', change: 'type1', overwrite: 'all' } },
}
export const schoolLookup: LookupShape = {
  dimension: school,
  on: { id: 'school' },
  asOf: 'at',
  missing: 'unknown',
  beforeFirst: 'first',
}
export const brandLookup: LookupShape = {
  dimension: brand,
  on: { id: 'brand' },
  missing: 'unknown',
  beforeFirst: 'first',
}
export const sale: FactShape = {
  kind: 'fact',
  name: 'sale',
  table: saleFact,
  source: {
    from: 'shop',
    columns: {
      no: integer(),
      amount: decimal(6, 2),
      school: integer(),
      brand: varchar(9),
      at: timestamp(),
      on: date(),
    },
    sql: sql`SELECT 1`,
  },
  from: { no: 'no', amount: 'amount' },
  lookups: { school_key: schoolLookup, brand_key: brandLookup },
  refresh: { mode: 'rebuild', maxShrink: 0.2 },
  order: [],
  tags: [],
  class: 'default',
}

export interface Parts {
  readonly dimensions?: readonly DimensionShape[]
  readonly facts?: readonly FactShape[]
  readonly toggles?: WarehouseShape['facts']['toggles']
  readonly limits?: EngineLimits
}

export const mysql: EngineLimits = {
  identifier: { limit: 64, unit: 'characters' },
  decimalPrecision: 65,
  indexBytes: 3072,
  varcharLength: 16_383,
}

export function findings({
  dimensions = [school, brand],
  facts = [],
  toggles = {},
  limits = mysql,
}: Parts): readonly string[] {
  const config: WarehouseShape = {
    sources: { shop: 'duckdb:./shop.duckdb' },
    warehouse: 'duckdb:./warehouse.duckdb',
    log: { directory: '.', level: 'info', keep: '90 days' },
    dimensions: { units: dimensions, toggles: {} },
    facts: { units: facts, toggles },
    rejects: { warn: 0.01, fail: 0.1 },
    queue: queueShape(),
    schedules: {},
  }
  try {
    check(config, limits)
    return []
  } catch (error) {
    const { code, fields, message } = error as DefinitionError
    const { findings } = fields as { readonly findings: readonly string[] }
    expect(code).toBe('bad-definitions')
    for (const finding of findings) expect(message).toContain(`\n  ${finding}`)
    return findings
  }
}

export const asSchool = (change: Partial<DimensionShape>): Parts => ({ dimensions: [{ ...school, ...change }, brand] })
export const asBrand = (change: Partial<DimensionShape>): Parts => ({ dimensions: [school, { ...brand, ...change }] })
export const asSale = (change: Partial<FactShape>): Parts => ({ facts: [{ ...sale, ...change }] })
export const asLookup = (role: string, change: Partial<LookupShape>): Parts =>
  asSale({ lookups: { ...sale.lookups, [role]: { ...(sale.lookups[role] ?? schoolLookup), ...change } } })
export const sourceOf = (unit: DimensionShape | FactShape, change: Partial<SourceShape>): SourceShape => ({
  ...unit.source,
  ...change,
})
export const withColumns = (unit: DimensionShape | FactShape, columns: Columns): SourceShape =>
  sourceOf(unit, { columns: { ...unit.source.columns, ...columns } })
export const without = <T>(record: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name))

export const wide = table('wide_dim', { wide_key: key(), id: natural(integer()), name: varchar(9), ...history() })
export const named = (name: string): Parts => ({ dimensions: [{ ...school, table: { ...wide, name } }, brand] })
