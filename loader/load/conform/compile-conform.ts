import type { RejectReason } from '../../log/index.ts'
import type { Cell, RawRow } from '../../schema/index.ts'
import { columnConverter } from './column-converter.ts'
import type { ConformColumn } from './conform-column.ts'
import type { Limits } from './converter.ts'
import { unfitSentence } from './unfit-sentence.ts'

/** Why a row cannot be loaded. */
export interface Unfit {
  /** Of the first column that does not fit: 'type', or its `whenNull`. */
  readonly reason: RejectReason
  /** One sentence a column: column, value unless masked, what it should be. */
  readonly message: string
}

/** Fills `cells` from a raw row, one cell a column (at its `to`, else in their order); null when all fit. After an Unfit `cells` holds no row. */
export type ConformRow = (raw: RawRow, cells: Cell[]) => Unfit | null

/**
 * Compiles the conversions of a table's columns. `zone`: the zone of naive local times in the raw rows (`source({ zone })`); leave it out for
 * values that are UTC already, such as results of `derive` and rows read back from the warehouse.
 */
export function compileConform(columns: readonly ConformColumn[], limits: Limits, zone?: string): ConformRow {
  const count = columns.length
  const positions = columns.map((column) => column.at)
  const places = columns.map((column, i) => column.to ?? i)
  const nullable = columns.map((column) => column.target.column.nullable)
  const converts = columns.map((column) => columnConverter(column, limits, zone))

  const cellAt = (raw: RawRow, i: number): Cell | undefined => {
    const value = raw[positions[i] as number]
    const cell = value === null ? null : (converts[i] as (value: unknown) => Cell | undefined)(value)
    return cell === null && nullable[i] === false ? undefined : cell
  }

  const unfit = (raw: RawRow): Unfit => {
    const wrong = columns.filter((_, i) => cellAt(raw, i) === undefined)
    const first = wrong[0] as ConformColumn
    return {
      reason: raw[first.at] === null ? (first.whenNull ?? 'type') : 'type',
      message: wrong.map((column) => unfitSentence(column, raw[column.at], limits, zone)).join(' '),
    }
  }

  return (raw, cells) => {
    for (let i = 0; i < count; i++) {
      const cell = cellAt(raw, i)
      if (cell === undefined) return unfit(raw)
      cells[places[i] as number] = cell
    }
    return null
  }
}
