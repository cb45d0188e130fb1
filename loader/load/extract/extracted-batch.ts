import type { RowBlock } from '../../engine/index.ts'
import type { RejectedRow } from '../../log/index.ts'
import type { Cells, RawRow } from '../../schema/index.ts'

/** Rows of a source in the order of its layout, and those that fell out on the way (a broken line of a file, `derive` read what does not fit). */
export interface ExtractedBatch {
  readonly read: number
  readonly rows: readonly RawRow[]
  readonly rejects: readonly RejectedRow[]
  /** The rows behind the rejects, with the declared columns alone; null for a broken record, whose values nobody can tell. */
  readonly rejected: readonly (RawRow | null)[]
  /** Instead of `rows`, for whoever asked for blocks (`ExtractOptions.blocks`) and where there are any. */
  readonly block?: RowBlock
  /** Of a source that is read in the order of a key; absent: in none. */
  readonly end?: BatchEnd
  /** Grains that missed before and are among these rows. */
  readonly found?: readonly string[]
}

/** How a batch of ordered rows ends. 'open': rows of its last key may follow. */
export type BatchEnd = 'open' | KeyEnd

/** After the last row of a key, as far as the texts of keys tell. */
export interface KeyEnd {
  /** Null: its rows are in no order, and reading goes on after the key before. */
  readonly key: Cells | null
  /** Whether the source, too, takes the next key for another one; asks it where its texts do not tell. */
  isLast(): Promise<boolean>
}
