import type { Took } from '../loader/load.ts'

/** One row of the table of targets: two works in turn, the one that sets the pace and the loader's. */
export interface Measure {
  readonly name: string
  /** What `limit` is, for the table. */
  readonly against: string | null
  /** Rows of one load. */
  readonly rows: number
  /** The ratio (the limit's time by the loader's) that must be reached, and the one that is wanted. */
  readonly minimum: number | null
  readonly target: number | null
  /** What is told of the difference besides, as milliseconds of each of so many units, and the most that it may be. */
  readonly overhead?: { readonly units: number; readonly mostMilliseconds: number }
  /** Makes what the first run needs; not timed. */
  prepare(): Promise<void>
  /** Each times itself and leaves its preparations out. Null: the loader is measured alone, and not once uncounted before. */
  readonly limit: (() => Promise<Took>) | null
  loader(): Promise<Took>
}
