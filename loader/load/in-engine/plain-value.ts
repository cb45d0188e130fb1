import type { Lossless, ResultColumn, SetBased } from '../../engine/index.ts'
import type { ColumnShape, Kind } from '../../schema/index.ts'
import type { ConformColumn } from '../conform/conform-column.ts'

/** The source's columns as they are in the stage, by name. */
export type StagedColumns = ReadonlyMap<string, ResultColumn>

/** Into what a declared kind's canonical value goes besides its own kind, as it would go straight from the database's value. */
const onward: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  integer: ['bigint', 'decimal'],
  bigint: ['integer', 'decimal'],
  varchar: ['text'],
  text: ['varchar'],
  date: ['timestamp'],
}

export interface PlainValue extends Lossless {
  /** The value as it is in the stage. */
  readonly raw: string
}

/** The condition on a value that may be NULL; null: none. */
export function whenThere({ raw, when }: PlainValue): string | null {
  return when === null ? null : `(${raw} IS NULL OR (${when}))`
}

/**
 * The conversion of a staged column into a column of the warehouse, in SQL: as conform does it, first by the source's declaration, then by the target. Null where
 * that is not certain.
 */
export function plainValue({ from, target }: ConformColumn, staged: StagedColumns, sql: PlainText): PlainValue | null {
  const found = from === undefined ? undefined : staged.get(from.name)
  if (from === undefined || found === undefined || !goes(from.column, target.column)) return null
  const raw = sql.quote(from.name)
  const declared = sql.setBased.lossless(found.type, from.column, raw)
  const stored = sql.setBased.lossless(found.type, target.column, raw)
  if (declared === null || stored === null) return null
  return { raw, value: stored.value, when: both(declared.when, stored.when) }
}

/** What a dialect gives for this. */
export interface PlainText {
  readonly setBased: SetBased
  quote(identifier: string): string
}

function goes(from: ColumnShape, to: ColumnShape): boolean {
  return from.kind === to.kind || onward[from.kind]?.includes(to.kind) === true
}

function both(one: string | null, other: string | null): string | null {
  if (one === null || other === null || one === other) return one ?? other
  return `${one} AND ${other}`
}
