import type { ColumnShape } from '../../schema/index.ts'
import type { ConformColumn } from '../conform/conform-column.ts'

/** Kinds whose canonical text is the same in source and key, and which conform leaves as it is. */
const plain: readonly ColumnShape['kind'][] = ['integer', 'bigint', 'varchar', 'text', 'date']

/** The position of a key's one source column whose values may be looked up as they come (`RoleInput.direct`), else -1: only where conforming a canonical key gives that key again. */
export function directColumn(parts: readonly ConformColumn[]): number {
  const [part] = parts
  if (part === undefined || parts.length > 1 || !plain.includes(part.target.column.kind)) return -1
  if (part.from === undefined) return part.at
  const { kind, folded, trimmed, zeroDate, length } = part.from.column
  const changes = folded === true || trimmed === true || zeroDate !== undefined
  const isText = kind === 'varchar' || kind === 'text'
  const sameKind = isText ? part.target.column.kind !== 'date' : kind === part.target.column.kind
  // A key that is too long for its source column is no key at all.
  const fits =
    !isText || (length ?? Number.POSITIVE_INFINITY) >= (part.target.column.length ?? Number.POSITIVE_INFINITY)
  return !changes && sameKind && fits ? part.at : -1
}
