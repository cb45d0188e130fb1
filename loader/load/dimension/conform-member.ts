import type { RejectedRow } from '../../log/index.ts'
import type { DimensionShape } from '../../model/index.ts'
import type { Cell, Cells, RawRow } from '../../schema/index.ts'
import { compileConform } from '../conform/compile-conform.ts'
import type { ConformColumn } from '../conform/conform-column.ts'
import type { Limits } from '../conform/converter.ts'
import { maskedJson } from '../conform/masked-json.ts'
import { rowLimit, rowLimitSentence, shortened } from '../conform/row-limit.ts'
import { asTime, into, orderColumns, rowZone } from '../extract/conform-columns.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import type { SourceRow } from '../history/member.ts'
import { exclusiveEnd, instant } from '../history/source-time.ts'
import { interning } from '../interning.ts'
import { readableKey } from '../readable-key.ts'
import type { MemberColumns } from './member-columns.ts'
import type { References } from './references.ts'

/** A source row of a dimension, ready to be paired with its member's versions. */
export interface ConformedRow {
  /** Begin with the natural key; good until the next row is asked for. */
  readonly cells: Cells
  readonly smartKey: number | null
  readonly row: SourceRow
}

/** A source row that does not fit; its natural key where that could be read, since its member is there all the same. */
export interface UnfitRow {
  readonly reject: RejectedRow
  readonly natural: Cells | null
}

export type ConformMember = (raw: RawRow, row: number) => UnfitRow | ConformedRow

/** Compiles what turns raw rows, with their numbers, into canonical ones; what does not fit is a reject, with its natural key where that could be read. */
export function conformMember(
  dimension: DimensionShape,
  columns: MemberColumns,
  layout: SourceLayout,
  limits: Limits,
  references: Pick<References, 'resolve'> | null,
): ConformMember {
  const { natural, attributes, key } = columns
  const { effectiveFrom, effectiveTo, smartKey } = dimension
  const parts: readonly (readonly ConformColumn[])[] = [
    natural.map((target) => ({
      ...into(layout, dimension.natural[target.name] ?? '', target),
      whenNull: 'null-key' as const,
    })),
    attributes
      .filter(({ column }) => column.purpose === 'attribute')
      .map((target) => into(layout, dimension.attributes[target.name]?.from ?? '', target)),
    orderColumns(dimension, layout),
    effectiveFrom === undefined ? [] : [asTime(layout, effectiveFrom)],
    effectiveTo === undefined ? [] : [asTime(layout, effectiveTo.column)],
    smartKey === undefined ? [] : [into(layout, smartKey, key)],
  ]
  const ends = parts.map((_, at) => parts.slice(0, at + 1).flat().length)
  const [naturals = 0, attributeEnd = 0, orderEnd = 0, fromEnd = 0, toEnd = 0] = ends
  const zone = rowZone(dimension.source)
  const conform = compileConform(parts.flat(), limits, zone)
  const conformKey = compileConform(parts[0] ?? [], limits, zone)
  const tooLarge = rowLimit(
    parts.flat().map(({ target }) => target),
    limits.rowBytes,
  )
  const text = (cell: Cell | undefined): string | null => (typeof cell === 'string' ? cell : null)
  const noOrder: Cells = []
  const noKeys: Cells = []
  const once = interning()
  // The same for each row: whoever keeps cells keeps a part of them.
  const cells: Cell[] = parts.flat().map(() => null)
  return (raw, row) => {
    const unfit = conform(raw, cells)
    if (unfit !== null) {
      const { reason, message } = unfit
      const known = conformKey(raw, cells) === null
      const key = known ? readableKey(natural, cells) : null
      const reject = { reason, message, key, row: maskedJson(raw, layout.columns) }
      return { reject, natural: known ? cells.slice(0, naturals) : null }
    }
    const bytes = tooLarge?.(cells) ?? null
    if (bytes !== null) {
      const message = rowLimitSentence(bytes, limits.rowBytes ?? 0)
      const row = maskedJson(shortened(raw), layout.columns)
      const reject = { reason: 'type' as const, message, key: readableKey(natural, cells), row }
      return { reject, natural: cells.slice(0, naturals) }
    }
    const keys = references?.resolve(raw) ?? noKeys
    if ('reason' in keys) {
      const reject = { ...keys, key: readableKey(natural, cells), row: maskedJson(raw, layout.columns) }
      return { reject, natural: cells.slice(0, naturals) }
    }
    const from = fromEnd > orderEnd ? text(cells[orderEnd]) : null
    return {
      cells,
      smartKey: smartKey === undefined ? null : (cells[toEnd] as number),
      row: {
        from: from === null ? null : once(instant(from)),
        to: toEnd > fromEnd ? exclusiveEnd(text(cells[fromEnd]), effectiveTo?.inclusive) : null,
        order: orderEnd > attributeEnd ? cells.slice(attributeEnd, orderEnd) : noOrder,
        values:
          keys === noKeys ? cells.slice(naturals, attributeEnd) : [...cells.slice(naturals, attributeEnd), ...keys],
        row,
      },
    }
  }
}
