import type { RoleMisses } from '../../log/index.ts'
import type { Cells } from '../../schema/index.ts'
import type { Window } from '../extract/find-window.ts'
import type { Compared } from './compare-with-live.ts'
import type { Settled } from './settle-duplicates.ts'

/** What must be the same for another load to go on where one was interrupted, besides the definition. */
export interface Basis {
  /** Up to where the source had been read before; null: from the beginning, or no window. */
  readonly last: string | null
  /** For each dimension that is looked up, the number of the last load that changed it. */
  readonly dimensions: Readonly<Record<string, number>>
}

/** What the marker of a batch or a step says, so that another load can go on after it. */
export interface ResumePoint {
  /** Of this text; another one is of another version of the loader. */
  readonly form: number
  /** The run that began the load: its id is in the audit columns of all of its rows. */
  readonly run: number
  readonly basis: Basis
  /** The window, fixed when the load began; null: the source is read whole. */
  readonly window: Window | null
  /** Where the source's key is cut into ranges, each read and loaded by a lane of its own; absent: it is read in one. */
  readonly cuts?: readonly string[]
  /** From 1 on, the lane that wrote the marker: `key` and `misses` are those of its range. Absent: of all. */
  readonly lane?: number
  /** The source's key after which reading goes on; null: none was read, or it has none. */
  readonly key: Cells | null
  /** Grains that had missed before and were in this batch. */
  readonly found: readonly string[]
  /** How lookups have ended up to here. */
  readonly misses: Readonly<Record<string, RoleMisses>>
  readonly inferred: number
  /** All is read, and rows of one grain are sorted out. */
  readonly settled?: Omit<Settled, 'rejects'>
  /** The stage is compared with the live table too. */
  readonly compared?: Omit<Compared, 'rejects'>
}

/** Of a load in one range, and of one in several: a loader that knows of no ranges must not go on with it. */
const forms = { inOne: 1, inRanges: 2 }

/** How far one range is. */
export type RangePoint = Pick<ResumePoint, 'key' | 'misses'>

/** How far a load is. */
export interface LoadPoint extends ResumePoint {
  /** One for each range, in place of `key` and `misses` until all is read; none where there is but one. */
  readonly ranges: readonly RangePoint[]
}

/** The last marker's, with what all of them found, and the last of each range; null: of another version of the loader. */
export function readResumePoint(texts: readonly string[]): LoadPoint | null {
  const points = texts.map((text) => JSON.parse(text) as ResumePoint)
  const last = points.at(-1)
  if (last === undefined || points.some(({ form, cuts }) => form !== formOf(cuts))) return null
  const { cuts = [] } = last
  const ranges: readonly RangePoint[] = cuts.length === 0 ? [] : [...cuts, null].map((_, at) => lastOf(points, at + 1))
  return {
    ...last,
    found: points.flatMap(({ found }) => found),
    // Each lane tells of the members that all have made so far.
    inferred: points.reduce((most, { inferred }) => Math.max(most, inferred), 0),
    ranges,
  }
}

export function formOf(cuts: readonly string[] = []): number {
  return cuts.length === 0 ? forms.inOne : forms.inRanges
}

function lastOf(points: readonly ResumePoint[], lane: number): RangePoint {
  return points.findLast((point) => point.lane === lane) ?? { key: null, misses: {} }
}
