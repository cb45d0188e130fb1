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

export const form = 1

/** The last marker's, with the grains that all of them found; null: of another version of the loader. */
export function readResumePoint(texts: readonly string[]): ResumePoint | null {
  const points = texts.map((text) => JSON.parse(text) as ResumePoint)
  const last = points.at(-1)
  if (last === undefined || points.some((point) => point.form !== form)) return null
  return { ...last, found: points.flatMap(({ found }) => found) }
}
