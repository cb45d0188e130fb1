import { type LookupShape, naturalColumns, own, type UnitDefinition } from '../../model/index.ts'
import type { Cell, Cells, ColumnShape, RawRow } from '../../schema/index.ts'
import { compileKey, compileSingleKey } from '../conform/compile-key.ts'
import type { ConformColumn } from '../conform/conform-column.ts'
import type { Limits } from '../conform/converter.ts'
import { asTime, into, rowZone } from '../extract/conform-columns.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { directColumn } from './direct-column.ts'
import { compileKeyOf } from './key-of.ts'
import { ALL_NULL, type KeyOutcome, NO_KEY, PARTLY_NULL, type RoleInput } from './role.ts'

/** Compiles how one lookup reads its natural key and its time from a unit's source rows. */
export function roleInput(
  unit: Pick<UnitDefinition, 'source'>,
  lookup: LookupShape,
  layout: SourceLayout,
  limits: Limits,
): RoleInput {
  const { table } = lookup.dimension
  const zone = rowZone(unit.source)
  const parts = naturalColumns(table).map((name) =>
    into(layout, own(lookup.on, name) ?? name, { name, column: table.columns[name] as ColumnShape }),
  )
  const conform = compileKey(parts, limits, zone)
  const cells = (row: RawRow): Cells => {
    const filled: Cell[] = []
    conform(row, filled)
    return filled
  }
  const input = { key: keyOutcome(parts, limits, zone), parts: cells, direct: directColumn(parts) }
  if (typeof lookup.asOf !== 'string') return input
  const time = asTime(layout, lookup.asOf)
  return { ...input, time: timeOf(time, limits, zone), timeAt: time.at }
}

function keyOutcome(parts: readonly ConformColumn[], limits: Limits, zone: string | undefined): RoleInput['key'] {
  const keyOf = compileKeyOf(parts.length)
  const conform = compileKey(parts, limits, zone)
  const cells: Cell[] = []
  const outcomes: Readonly<Record<string, KeyOutcome>> = { none: ALL_NULL, invalid: NO_KEY, partial: PARTLY_NULL }
  return (row) => outcomes[conform(row, cells)] ?? keyOf(cells)
}

/**
 * Rows in a row often bear the same time, so the last one is remembered. A day's text is the beginning of the text of every time on it, so times compare
 * with versions by the day as their days do.
 */
function timeOf(
  column: ConformColumn,
  limits: Limits,
  zone: string | undefined,
): (row: RawRow) => string | null | undefined {
  const conform = compileSingleKey(column, limits, zone)
  let lastValue: unknown
  let lastTime: string | null | undefined
  return (row) => {
    const value = row[column.at]
    if (value !== lastValue) {
      lastTime = conform(value) as string | null | undefined
      lastValue = value
    }
    return lastTime
  }
}
