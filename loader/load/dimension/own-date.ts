import type { DimensionShape } from '../../model/index.ts'
import { compileSingleKey } from '../conform/compile-key.ts'
import type { Limits } from '../conform/converter.ts'
import { asTime, rowZone } from '../extract/conform-columns.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { instant } from '../history/source-time.ts'
import type { RoleInput } from '../lookup/role.ts'

/** The date of a dimension's row, as of which it looks others up: its effectiveFrom as an instant, or the execution time. */
export function ownDate(
  { source, effectiveFrom }: DimensionShape,
  layout: SourceLayout,
  limits: Limits,
  executionTime: string,
): NonNullable<RoleInput['time']> {
  if (effectiveFrom === undefined) return () => executionTime
  const column = asTime(layout, effectiveFrom)
  const conform = compileSingleKey(column, limits, rowZone(source))
  return (raw) => {
    const time = conform(raw[column.at])
    return typeof time === 'string' ? instant(time) : time === null ? null : undefined
  }
}
