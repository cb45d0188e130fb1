import type { DimensionShape } from '../../model/index.ts'
import type { Cell, Cells, RawRow } from '../../schema/index.ts'
import { compileConform } from '../conform/compile-conform.ts'
import type { Limits } from '../conform/converter.ts'
import { into } from '../extract/conform-columns.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import type { MemberColumns } from './member-columns.ts'

/** The natural key of a row that never came through `derive`: null where it is no key, 'unknown' where `derive` would have made it. */
export type KeyOfRejected = (raw: RawRow) => Cells | null | 'unknown'

export function keyOfRejected(
  dimension: DimensionShape,
  { natural }: MemberColumns,
  layout: SourceLayout,
  limits: Limits,
): KeyOfRejected {
  const parts = natural.map((target) => ({
    ...into(layout, dimension.natural[target.name] ?? '', target),
    whenNull: 'null-key' as const,
  }))
  if (parts.some(({ from }) => from === undefined)) return () => 'unknown'
  // Before derive, times are still the source's local ones.
  const conform = compileConform(parts, limits, dimension.source.zone)
  return (raw) => {
    const cells: Cell[] = []
    return conform(raw, cells) === null ? cells : null
  }
}
