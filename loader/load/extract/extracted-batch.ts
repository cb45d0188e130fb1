import type { RejectedRow } from '../../log/index.ts'
import type { RawRow } from '../../schema/index.ts'

/** Rows of a source in the order of its layout, and those that fell out on the way (a broken line of a file, `derive` read what does not fit). */
export interface ExtractedBatch {
  readonly read: number
  readonly rows: readonly RawRow[]
  readonly rejects: readonly RejectedRow[]
  /** The rows behind the rejects, with the declared columns alone; null for a broken record, whose values nobody can tell. */
  readonly rejected: readonly (RawRow | null)[]
}
