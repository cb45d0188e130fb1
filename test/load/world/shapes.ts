import type {
  AttributeShape,
  DimensionShape,
  FactShape,
  LookupShape,
  SourceShape,
} from '../../../loader/model/index.ts'
import { sql } from '../../../loader/model/index.ts'
import { audit, type Columns, history, integer, key, natural, nullable, varchar } from '../../../loader/schema/index.ts'

type DimensionOptions = Partial<Omit<DimensionShape, 'kind' | 'table' | 'attributes'>> & {
  readonly keep?: 'microsecond' | 'day' | 'nothing'
  /** Attribute → what a change does; the source column has the same name. */
  readonly attributes?: Readonly<Record<string, AttributeShape['change'] | 'latest'>>
  readonly columns?: Columns
}

/**
 * A dimension in the wide shape that the load sees: table, unit and source table have one name. Unless said otherwise: `id` integer, `name` type 2,
 * `city` type 1, history to the microsecond.
 */
export function drawDimension(name: string, options: DimensionOptions = {}): DimensionShape {
  const { keep = 'microsecond', attributes = { name: 'type2', city: 'type1' }, columns, ...rest } = options
  const shaped = columns ?? { id: natural(integer()), name: varchar(10), city: nullable(varchar(10)) }
  const kept = keep === 'nothing' ? {} : keep === 'day' ? history('day') : history()
  return {
    kind: 'dimension',
    name,
    table: {
      name,
      columns: { [`${name}_key`]: key(), ...shaped, ...kept, ...audit() },
      grain: [],
      indexes: [],
      ...(keep === 'nothing' ? {} : { history: keep }),
    },
    source: drawSource(name, { id: integer(), name: varchar(10), city: nullable(varchar(10)) }),
    natural: Object.fromEntries(
      Object.entries(shaped).flatMap(([column, { purpose }]) => (purpose === 'natural' ? [[column, column]] : [])),
    ),
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([column, change]): [string, AttributeShape] => [
        column,
        change === 'latest'
          ? { from: column, change: 'type1', overwrite: 'latest' }
          : { from: column, change, overwrite: 'all' },
      ]),
    ),
    lookups: {},
    order: [],
    tags: [],
    class: 'default',
    // Rejects are what some of these tests are about; limits have tests of their own.
    rejects: { warn: 1, fail: 1 },
    future: 'reject',
    deletes: 'ignore',
    maxDeleteShare: 0.2,
    unknown: {},
    notApplicable: {},
    error: {},
    ...rest,
  }
}

/** A source that reads the declared columns from the table of that name. */
export function drawSource(from: string, columns: Columns): SourceShape {
  const text = `SELECT ${Object.keys(columns).join(', ')} FROM ${from}`
  return { from: 'shop', columns, sql: { ...sql``, parts: [text] } }
}

type FactOptions = Partial<Omit<FactShape, 'kind' | 'table'>> & {
  readonly columns: Columns
  readonly grain: readonly string[]
  readonly indexes?: readonly (readonly string[])[]
}

/** A fact whose degenerates and measures come from source columns of the same names. */
export function drawFact(
  name: string,
  { columns, grain, indexes = [], ...rest }: FactOptions & { readonly source: SourceShape },
): FactShape {
  const own = Object.entries(columns).filter(([, { purpose }]) => purpose === 'degenerate' || purpose === 'measure')
  return {
    kind: 'fact',
    name,
    table: { name, columns: { ...columns, ...audit() }, grain, indexes },
    from: Object.fromEntries(own.map(([column]) => [column, column])),
    lookups: {},
    refresh: { mode: 'rebuild', maxShrink: 0.2 },
    order: [],
    tags: [],
    class: 'default',
    rejects: { warn: 1, fail: 1 },
    ...rest,
  }
}

export function drawLookup(dimension: DimensionShape, options: Partial<LookupShape>): LookupShape {
  return { dimension, on: { id: 'id' }, missing: 'unknown', beforeFirst: 'first', ...options }
}
