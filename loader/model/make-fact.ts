import type { TableShape } from '../schema/index.ts'
import { columnsFor } from './columns-by-purpose.ts'
import { knownOptions } from './known-options.ts'
import { rebuild } from './rebuild.ts'
import { requireDimension } from './require-dimension.ts'
import type { DimensionShape, FactShape, Latest, LookupShape, RejectLimits, SourceShape, TaskClass } from './shapes.ts'
import { taskClass } from './task-class.ts'

interface LookupParts {
  readonly dimension: DimensionShape
  readonly on: Readonly<Record<string, string>>
  readonly asOf?: string | Latest
  readonly missing?: 'unknown' | 'infer' | 'reject' | 'fail'
  readonly beforeFirst?: 'first' | 'unknown'
}

/** A fact's options without their types; what is wrong with them is `check`'s to say. */
export interface FactParts {
  readonly name: string
  readonly table: TableShape
  readonly source: SourceShape
  readonly from?: Readonly<Record<string, string>>
  readonly lookups?: Readonly<Record<string, LookupParts>>
  readonly refresh?: FactShape['refresh']
  readonly order?: readonly string[]
  readonly tags?: readonly string[]
  readonly class?: TaskClass
  readonly rejects?: RejectLimits
}

const known = ['name', 'table', 'source', 'from', 'lookups', 'refresh', 'order', 'tags', 'class', 'rejects']
const knownOfLookup = ['dimension', 'on', 'asOf', 'missing', 'beforeFirst']

/** The frozen definition, with every default filled in. */
export function makeFact(parts: FactParts): FactShape {
  knownOptions(`fact ${parts.name}`, parts, known)
  const own = Object.fromEntries(columnsFor(parts.table, 'degenerate', 'measure').map((name) => [name, name]))
  const lookups = Object.entries(parts.lookups ?? {}).map(([role, lookup]) => [
    role,
    lookupOf(parts.name, role, lookup),
  ])
  return Object.freeze({
    kind: 'fact',
    name: parts.name,
    table: parts.table,
    source: parts.source,
    from: Object.freeze({ ...own, ...parts.from }),
    lookups: Object.freeze(Object.fromEntries(lookups)),
    refresh: parts.refresh ?? rebuild(),
    order: Object.freeze([...(parts.order ?? [])]),
    tags: Object.freeze([...(parts.tags ?? [])]),
    class: taskClass(`fact ${parts.name}`, parts.class),
    ...(parts.rejects === undefined ? {} : { rejects: Object.freeze({ ...parts.rejects }) }),
  })
}

function lookupOf(fact: string, role: string, parts: LookupParts): LookupShape {
  knownOptions(`fact ${fact}, lookup ${role}`, parts, knownOfLookup)
  requireDimension(`fact ${fact}, lookup ${role}`, parts.dimension)
  return Object.freeze({
    dimension: parts.dimension,
    on: Object.freeze({ ...parts.on }),
    ...(parts.asOf === undefined ? {} : { asOf: parts.asOf }),
    missing: parts.missing ?? 'unknown',
    beforeFirst: parts.beforeFirst ?? 'first',
  })
}
