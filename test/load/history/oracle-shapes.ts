import type { Cell } from '../../../loader/schema/index.ts'

export interface Content {
  readonly t0: Cell
  readonly t1: Cell
  readonly t1l: Cell
  readonly t2: Cell
  readonly t2b: Cell
}

export interface OracleRow {
  readonly tick: number | null
  /** null: open. */
  readonly end: number | null
  readonly seq: number | null
  readonly content: Content
}

export interface OracleRules {
  readonly history: 'microsecond' | 'day' | null
  readonly dated: boolean
  readonly ends: boolean
  readonly ordered: boolean
  readonly accept: boolean
  /** Members that are gone are closed. */
  readonly deletes: boolean
}

export interface OracleVersion {
  readonly id: number
  /** BEGINNING: an inferred member's. */
  readonly from: number
  /** FOREVER: the open end. */
  readonly to: number
  readonly content: Content
  readonly inferred: boolean
}

/** One load of the member's rows, none where it is not in the source, and the tick at which it runs. */
export interface OracleLoad {
  readonly now: number
  readonly rows: OracleRow[]
}
