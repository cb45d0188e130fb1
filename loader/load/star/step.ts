import type { Statement } from '../../engine/index.ts'

/** One change of a table on its way to its definition; safe to begin again. */
export interface Step {
  readonly kind: 'make' | 'rename' | 'add' | 'widen' | 'narrow' | 'drop' | 'index' | 'reserved'
  /** What it does: `adds region varchar(40), NULL in the rows that are there`. */
  readonly sentence: string
  readonly statements: readonly Statement[]
  /** Present where it must find no row: the rows that would be lost by it. */
  readonly guard?: Guard
}

export interface Guard {
  /** A condition on rows of the table as it is before all steps. */
  readonly where: string
  /** The column whose least such value is shown as an example; null: none is. */
  readonly example: string | null
  /** What is wrong with such rows: `hold more than 40 characters`. */
  readonly sentence: string
}

/** What changes in a unit's table, in this order; obstacles are differences that no step can mend, as sentences. */
export interface TableChanges {
  readonly steps: readonly Step[]
  readonly obstacles: readonly string[]
}

/** Steps that somebody's query or somebody's values may not survive: they need `--allow-destructive`. */
export function isDestructive({ kind }: Step): boolean {
  return kind === 'rename' || kind === 'narrow' || kind === 'drop'
}

export function statement(sql: string): Statement {
  return { sql, params: [] }
}
