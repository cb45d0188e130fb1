import type { RowBlock } from '../../engine/index.ts'
import { type DimensionShape, own } from '../../model/index.ts'
import type { Cell } from '../../schema/index.ts'
import { columnConverter, isSame } from '../conform/column-converter.ts'
import { compileConform } from '../conform/compile-conform.ts'
import type { ConformColumn } from '../conform/conform-column.ts'
import type { Limits } from '../conform/converter.ts'
import { stored } from '../conform/read-back.ts'
import { asTime, into, orderColumns, rowZone } from '../extract/conform-columns.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import type { HistoryRules } from '../history/history-rules.ts'
import { instant } from '../history/source-time.ts'
import { directColumn } from '../lookup/direct-column.ts'
import type { MemberColumns } from './member-columns.ts'
import type { StoredVersions } from './stored-versions.ts'

export interface SameAsStored {
  /** Position of the one source column whose values may be looked up as they come. */
  readonly key: number
  /** Whether a member's only row says what its latest version holds: `isUnchanged`, told of both as they were read. False: conforming them tells. */
  readonly isSame: (rows: RowBlock, at: number, stored: RowBlock, latest: number) => boolean
  /** When a version begins, to find the latest of several. */
  readonly from: (stored: RowBlock, version: number) => string
}

/**
 * Compiles the comparison that spares nearly every row of nearly every load its conversion, and its objects. Null where rows must be conformed to be
 * compared: the natural key has several columns or changes on the way, a row tells its end, keys come from the source, or other dimensions are referred to.
 */
export function sameAsStored(
  dimension: DimensionShape,
  columns: MemberColumns,
  layout: SourceLayout,
  limits: Limits,
  rules: HistoryRules,
  versions: StoredVersions,
): SameAsStored | null {
  const key = directColumn(
    columns.natural.map((target) => into(layout, own(dimension.natural, target.name) ?? '', target)),
  )
  const refers = columns.attributes.some(({ column }) => column.purpose === 'reference')
  if (key < 0 || rules.effectiveTo !== null || dimension.smartKey !== undefined || refers) return null
  const zone = rowZone(dimension.source)
  const attributes = columns.attributes.map((target) =>
    into(layout, own(dimension.attributes, target.name)?.from ?? '', target),
  )
  const equals = attributes.map((column) => equality(column, limits, zone))
  const places = attributes.map(({ at }) => at)
  const first = versions.at.attributes
  const fromOf = storedTime(versions, versions.at.from, limits, rules.bounds.beginning, '~')
  const toOf = storedTime(versions, versions.at.to, limits, rules.bounds.openEnd, '')
  const beginsAt = beginning(dimension, layout, limits, rules, zone)
  const { executionTime, lastStart, isDelete } = rules
  const { inferred } = versions.at

  return {
    key,
    from: fromOf,
    isSame(rows, at, stored, latest) {
      for (let i = 0; i < places.length; i++) {
        const place = places[i] as number
        const equal = equals[i] ?? null
        const same =
          equal === null
            ? rows.isSame(at, place, stored, latest, first + i)
            : equal(rows.cell(at, place), stored.cell(latest, first + i))
        if (!same) return false
      }
      const from = beginsAt === null ? executionTime : beginsAt(rows, at)
      if (from === null || from > lastStart || from < fromOf(stored, latest)) return false
      const to = toOf(stored, latest)
      return from < to && !isDelete(to) && (inferred < 0 || isFalse(stored.cell(latest, inferred)))
    },
  }
}

/** Null: equal as read is equal, whatever the values, and anything else is for conform to tell. */
function equality(
  column: ConformColumn,
  limits: Limits,
  zone: string | undefined,
): ((value: unknown, known: unknown) => boolean) | null {
  const { from, target } = column
  const { round, zeroDate, folded, trimmed, kind, nullable } = target.column
  const changes = round === true || zeroDate !== undefined || folded === true || trimmed === true
  const local = zone !== undefined && kind === 'timestamp'
  if (!changes && !local && (from === undefined || isSame(from.column, target.column))) return null
  const converted = columnConverter(column, limits, zone)
  const readBack = columnConverter({ at: 0, target: { ...target, column: stored(target.column) } }, limits)
  return (value, known) => {
    if (value === null || known === null) return value === known && nullable
    const cell = converted(value)
    return cell !== undefined && cell !== null && cell === readBack(known)
  }
}

/** What a row's own date and the columns of its order say; null of a row: it does not fit. Null where versions begin with the run and there is no order. */
function beginning(
  dimension: DimensionShape,
  layout: SourceLayout,
  limits: Limits,
  rules: HistoryRules,
  zone: string | undefined,
): ((rows: RowBlock, at: number) => string | null) | null {
  const { effectiveFrom } = dimension
  const time = effectiveFrom === undefined ? [] : [asTime(layout, effectiveFrom)]
  const parts = [...time, ...orderColumns(dimension, layout)]
  if (parts.length === 0) return null
  const conform = compileConform(
    parts.map((part, at) => ({ ...part, at })),
    limits,
    zone,
  )
  const places = parts.map((part) => part.at)
  // The same for each row.
  const raw: unknown[] = []
  const cells: Cell[] = []
  return (rows, at) => {
    for (let i = 0; i < places.length; i++) raw[i] = rows.cell(at, places[i] as number)
    if (conform(raw, cells) !== null) return null
    if (effectiveFrom === undefined) return rules.executionTime
    const [from] = cells
    return typeof from === 'string' ? instant(from) : null
  }
}

/** A time of a stored version as canonical text. `unfit`: what stands for one that is none, so that nothing is the same and conform tells of it. */
function storedTime(
  { columns }: StoredVersions,
  at: number,
  limits: Limits,
  without: string,
  unfit: string,
): (stored: RowBlock, version: number) => string {
  const target = columns[at]
  if (target === undefined) return () => without
  const convert = columnConverter({ at: 0, target: { ...target, column: stored(target.column) } }, limits)
  // Most versions have no end, or begin with one run.
  let last: { readonly stored: RowBlock; readonly version: number; readonly text: string } | null = null
  return (block, version) => {
    if (last === null || !block.isSame(version, at, last.stored, last.version, at))
      last = { stored: block, version, text: String(convert(block.cell(version, at)) ?? unfit) }
    return last.text
  }
}

function isFalse(value: unknown): boolean {
  return value === false || value === 0 || value === '0'
}
