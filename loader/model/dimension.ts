import type { Cell, Columns, Table, TableShape } from '../schema/index.ts'
import { attributeColumns, naturalColumns } from './columns-by-purpose.ts'
import type { AttributeShape, DimensionShape, RejectLimits, SourceShape } from './shapes.ts'
import type { Source } from './source.ts'

/** A dimension typed by its name, its table's and its source's connection. */
export interface Dimension<N extends string = string, T extends string = string, F extends string = string>
  extends DimensionShape {
  readonly name: N
  readonly table: TableShape & { readonly name: T }
  readonly source: SourceShape & { readonly from: F }
}

type Change = AttributeShape['change']

export interface DimensionOptions<N extends string, T extends string, C extends Columns, F extends string> {
  readonly name: N
  readonly table: Table<T, C>
  readonly source: Source<F>
  readonly from?: Readonly<Record<string, string>>
  readonly attributes: Readonly<
    Record<string, Change | { readonly from: string; readonly change: Change; readonly overwrite?: 'all' | 'latest' }>
  >
  readonly effectiveFrom?: string
  readonly effectiveTo?: string | { readonly column: string; readonly inclusive?: 'day' | 'microsecond' }
  readonly order?: readonly string[]
  readonly future?: 'reject' | 'accept'
  readonly unknown?: Readonly<Record<string, Cell>>
  readonly notApplicable?: Readonly<Record<string, Cell>>
  readonly error?: Readonly<Record<string, Cell>>
  readonly tags?: readonly string[]
  readonly rejects?: RejectLimits
}

export function dimension<const N extends string, T extends string, C extends Columns, F extends string>(
  options: DimensionOptions<N, T, C, F>,
): Dimension<N, T, F> {
  const { table, source, from = {}, attributes, effectiveTo, ...rest } = options
  const natural = Object.fromEntries(naturalColumns(table).map((name) => [name, from[name] ?? name]))
  const rules = Object.fromEntries(
    attributeColumns(table).map((name) => {
      const rule = attributes[name] ?? 'type1'
      return [
        name,
        typeof rule === 'string'
          ? { from: name, change: rule, overwrite: 'all' as const }
          : { overwrite: 'all' as const, ...rule },
      ]
    }),
  )
  return Object.freeze({
    order: [],
    future: 'reject' as const,
    unknown: {},
    notApplicable: {},
    error: {},
    tags: [],
    ...rest,
    kind: 'dimension' as const,
    table,
    source,
    natural,
    attributes: rules,
    ...(effectiveTo === undefined
      ? {}
      : { effectiveTo: typeof effectiveTo === 'string' ? { column: effectiveTo } : effectiveTo }),
  })
}
