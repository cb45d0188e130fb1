import type { DimensionShape } from '../../model/index.ts'
import type { Cells, ColumnShape, NamedColumn, RawRow } from '../../schema/index.ts'
import type { Limits } from '../conform/converter.ts'
import { compileReadBack } from '../conform/read-back.ts'
import { bounds } from '../history/bounds.ts'
import type { StoredVersion } from '../history/member.ts'
import { interning } from '../interning.ts'
import type { MemberColumns } from './member-columns.ts'

/** Rows of a dimension's own table, as its load reads them. */
export interface StoredVersions {
  /** What is read: natural key, surrogate key, attributes, then of history `valid_from`, `valid_to`, `version`, then `is_inferred`, where the table has them. */
  readonly columns: readonly NamedColumn[]
  /** Positions in such a row; -1: the table has no such column. */
  readonly at: {
    readonly attributes: number
    readonly from: number
    readonly to: number
    readonly inferred: number
  }
  readonly natural: (raw: RawRow) => Cells
  readonly version: (raw: RawRow) => StoredVersion<number>
}

/** Compiles how a dimension's stored rows are read. Throws LoadError 'stored-value' for what our load could not have written. */
export function storedVersions({ table }: DimensionShape, columns: MemberColumns, limits: Limits): StoredVersions {
  const { key, natural, attributes } = columns
  const named = (name: string): NamedColumn => ({ name, column: table.columns[name] as ColumnShape })
  const history = table.history === undefined ? [] : ['valid_from', 'valid_to', 'version'].map(named)
  const inferred = table.columns['is_inferred'] === undefined ? [] : [named('is_inferred')]
  const read = [...natural, key, ...attributes, ...history, ...inferred]
  const values = natural.length + 1
  const times = values + attributes.length
  const readBack = compileReadBack(table.name, read, limits)
  const { beginning, openEnd } = bounds(table.history)
  const once = interning()
  const timed = history.length > 0
  return {
    columns: read,
    at: {
      attributes: values,
      from: timed ? times : -1,
      to: timed ? times + 1 : -1,
      inferred: inferred.length > 0 ? times + history.length : -1,
    },
    natural: compileReadBack(table.name, natural, limits),
    version(raw) {
      const cells = readBack(raw)
      return {
        key: cells[natural.length] as number,
        from: timed ? once(cells[times] as string) : beginning,
        to: timed ? once(cells[times + 1] as string) : openEnd,
        version: timed ? (cells[times + 2] as number) : 1,
        values: cells.slice(values, times),
        inferred: inferred.length > 0 && cells[times + history.length] === true,
      }
    },
  }
}
