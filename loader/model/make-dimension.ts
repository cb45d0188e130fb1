import type { Cell, TableShape } from '../schema/index.ts'
import { naturalColumns } from './columns-by-purpose.ts'
import { knownOptions } from './known-options.ts'
import { requireDimension } from './require-dimension.ts'
import type { AttributeShape, DimensionShape, OutriggerShape, RejectLimits, SourceShape, TaskClass } from './shapes.ts'
import { taskClass } from './task-class.ts'

type Change = AttributeShape['change']
type Values = Readonly<Record<string, Cell>>

/** A dimension's options without their types; what is wrong with them is `check`'s to say. */
export interface DimensionParts {
  readonly name: string
  readonly table: TableShape
  readonly source: SourceShape
  readonly from?: Readonly<Record<string, string>>
  readonly attributes: Readonly<
    Record<string, Change | { readonly from: string; readonly change: Change; readonly overwrite?: 'all' | 'latest' }>
  >
  readonly lookups?: Readonly<Record<string, LookupParts>>
  readonly effectiveFrom?: string
  readonly effectiveTo?: string | { readonly column: string; readonly inclusive?: 'day' | 'microsecond' }
  readonly order?: readonly string[]
  readonly future?: 'reject' | 'accept'
  readonly deletes?: 'ignore' | 'close'
  readonly maxDeleteShare?: number
  readonly read?: DimensionShape['read']
  readonly unknown?: Values
  readonly notApplicable?: Values
  readonly error?: Values
  readonly tags?: readonly string[]
  readonly class?: TaskClass
  readonly rejects?: RejectLimits
}

interface LookupParts {
  readonly dimension: DimensionShape
  readonly on: Readonly<Record<string, string>>
  readonly change?: Change
  readonly missing?: 'unknown' | 'infer' | 'reject' | 'fail'
}

const knownOfLookup = ['dimension', 'on', 'change', 'missing']
const known = [
  ...[
    'name',
    'table',
    'source',
    'from',
    'attributes',
    'lookups',
    'effectiveFrom',
    'effectiveTo',
    'order',
    'future',
    'deletes',
  ],
  ...['maxDeleteShare', 'read', 'unknown', 'notApplicable', 'error', 'tags', 'class', 'rejects'],
]

/** The frozen definition, with every default filled in. */
export function makeDimension(parts: DimensionParts): DimensionShape {
  knownOptions(`dimension ${parts.name}`, parts, known)
  const { effectiveFrom, effectiveTo, read, rejects } = parts
  const natural = Object.fromEntries(naturalColumns(parts.table).map((name) => [name, name]))
  return Object.freeze({
    kind: 'dimension',
    name: parts.name,
    table: parts.table,
    source: parts.source,
    natural: Object.freeze({ ...natural, ...parts.from }),
    attributes: Object.freeze(attributesOf(parts)),
    lookups: Object.freeze(lookupsOf(parts)),
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
    ...(effectiveTo === undefined
      ? {}
      : { effectiveTo: Object.freeze(typeof effectiveTo === 'string' ? { column: effectiveTo } : { ...effectiveTo }) }),
    order: Object.freeze([...(parts.order ?? [])]),
    future: parts.future ?? 'reject',
    deletes: parts.deletes ?? 'ignore',
    maxDeleteShare: parts.maxDeleteShare ?? 0.2,
    // Said or not, it is the same definition.
    ...(read === undefined || read.mode === 'full' ? {} : { read }),
    unknown: Object.freeze({ ...parts.unknown }),
    notApplicable: Object.freeze({ ...parts.notApplicable }),
    error: Object.freeze({ ...parts.error }),
    tags: Object.freeze([...(parts.tags ?? [])]),
    class: taskClass(`dimension ${parts.name}`, parts.class),
    ...(rejects === undefined ? {} : { rejects: Object.freeze({ ...rejects }) }),
  })
}

function attributesOf(parts: DimensionParts): Readonly<Record<string, AttributeShape>> {
  return Object.fromEntries(
    Object.entries(parts.attributes).map(([name, rule]) => [
      name,
      Object.freeze(
        typeof rule === 'string'
          ? { from: name, change: rule, overwrite: 'all' as const }
          : { from: rule.from, change: rule.change, overwrite: rule.overwrite ?? ('all' as const) },
      ),
    ]),
  )
}

function lookupsOf({ name, table, lookups = {} }: DimensionParts): Readonly<Record<string, OutriggerShape>> {
  return Object.fromEntries(
    Object.entries(lookups).map(([role, lookup]) => {
      const place = `dimension ${name}, lookup ${role}`
      knownOptions(place, lookup, knownOfLookup)
      const { dimension, on, change = table.history === undefined ? 'type1' : 'type2', missing = 'unknown' } = lookup
      requireDimension(place, dimension)
      return [
        role,
        Object.freeze({ dimension, on: Object.freeze({ ...on }), change, missing, beforeFirst: 'first' as const }),
      ]
    }),
  )
}
