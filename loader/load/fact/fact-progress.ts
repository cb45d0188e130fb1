import type { KeptMiss, Marker, RejectedRow, RoleMisses, UnitCounts } from '../../log/index.ts'
import type { Cells } from '../../schema/index.ts'
import type { Window } from '../extract/find-window.ts'
import { noCounts } from '../unit-counts.ts'
import { type Basis, formOf, type LoadPoint, type RangePoint, type ResumePoint } from './resume-point.ts'
import { sumMisses } from './sum-misses.ts'

type Steps = Pick<ResumePoint, 'settled' | 'compared'>

/** What is known of a fact's load while it goes on; asked when a marker is written. */
export interface ProgressParts {
  readonly run: number
  readonly basis: Basis
  /** The load that is gone on with. */
  readonly point: LoadPoint | null
  /** The number of its last batch; 0: none. */
  readonly batch: number
  window(): Window | null
}

/** How the lookups of this process ended so far. */
export interface LookupCounts {
  readonly misses: Readonly<Record<string, RoleMisses>>
  readonly inferred: number
}

export interface BatchProof {
  readonly rows: number
  readonly counts: UnitCounts
  readonly rejects: readonly RejectedRow[]
  readonly key: Cells | null
  readonly found: readonly string[]
  readonly misses: readonly KeptMiss[]
}

/** What the ranges of a load share. */
interface Shared {
  /** The last number that a batch was given. */
  batch: number
  cuts: readonly string[]
}

/** The markers of a fact's load, or of one range of it, each saying how to go on after it. */
export class FactProgress {
  readonly #parts: ProgressParts
  readonly #shared: Shared
  /** From 1 on, a range's; 0: of the whole load. */
  readonly #lane: number
  readonly #before: RangePoint
  #number: number | null = null
  #key: Cells | null
  #steps: Steps
  #asked: Steps | null = null
  #lookups: () => LookupCounts = () => ({ misses: {}, inferred: 0 })
  #ranges: readonly FactProgress[] = []

  constructor(parts: ProgressParts, shared?: Shared, lane = 0, before?: RangePoint) {
    const { point } = parts
    this.#parts = parts
    this.#shared = shared ?? { batch: parts.batch, cuts: point?.cuts ?? [] }
    this.#lane = lane
    this.#before = before ?? { key: point?.key ?? null, misses: point?.misses ?? {} }
    this.#key = this.#before.key
    const { settled, compared } = point ?? {}
    this.#steps = { ...(settled === undefined ? {} : { settled }), ...(compared === undefined ? {} : { compared }) }
  }

  /** Its run, that the audit columns of all rows tell. */
  get run(): number {
    return this.#parts.run
  }

  /** The last key whose rows are in; null: none, or the source is read in no order. */
  get key(): Cells | null {
    return this.#key
  }

  /** Steps after the last batch that are done. */
  get settled(): ResumePoint['settled'] {
    return this.#steps.settled
  }

  get compared(): ResumePoint['compared'] {
    return this.#steps.compared
  }

  /** Where the source's key was cut when the load began; null: it begins now. */
  get begun(): readonly string[] | null {
    return this.#parts.point === null ? null : (this.#parts.point.cuts ?? [])
  }

  /** Of the whole load, whatever processes it took; of a range, of that. */
  get misses(): Record<string, RoleMisses> {
    const before = this.#ranges.length > 0 ? {} : this.#before.misses
    const ofRanges = this.#ranges.map(({ misses }) => misses).reduce(sumMisses, before)
    return sumMisses(this.#lookups().misses, ofRanges)
  }

  get inferred(): number {
    return this.#lookups().inferred + (this.#parts.point?.inferred ?? 0)
  }

  /** Tells where lookups are counted, once there are any. */
  countLookups(counts: () => LookupCounts): void {
    this.#lookups = counts
  }

  /** One for each range between these cuts of the key, whose markers tell of it alone; what they count, this one counts too. */
  ranges(cuts: readonly string[]): readonly FactProgress[] {
    this.#shared.cuts = cuts
    this.#ranges = [...cuts, null].map((_, at) => {
      const before = this.#parts.point?.ranges[at] ?? { key: null, misses: {} }
      return new FactProgress(this.#parts, this.#shared, at + 1, before)
    })
    return this.#ranges
  }

  /** Asked again where the transaction is tried again. */
  batch({ rows, counts, rejects, key, found, misses }: BatchProof): Marker {
    const resume = this.#resume({ key: key ?? this.#key, found })
    return { kind: 'batch', batch: this.#next(), rows, counts, rejects, misses, resume }
  }

  batchIsIn(key: Cells | null): void {
    this.#number = null
    this.#key = key ?? this.#key
  }

  /** A step after the last batch, with the rows that it rejected. */
  step(steps: Steps, rejects: readonly RejectedRow[]): Marker {
    this.#asked = steps
    const resume = this.#resume({ key: this.#key, found: [], ...this.#steps, ...steps })
    return { kind: 'batch', batch: this.#next(), rows: 0, counts: noCounts(), rejects, resume }
  }

  /** After a step, if it had anything to do. */
  stepIsIn(): void {
    if (this.#asked === null) return
    this.#number = null
    this.#steps = { ...this.#steps, ...this.#asked }
    this.#asked = null
  }

  /** The same until its batch is in, whatever other ranges commit meanwhile. */
  #next(): number {
    this.#number ??= ++this.#shared.batch
    return this.#number
  }

  #resume(rest: Pick<ResumePoint, 'key' | 'found' | 'settled' | 'compared'>): string {
    const { run, basis } = this.#parts
    const { misses, inferred } = this
    const { cuts } = this.#shared
    const inRanges = cuts.length === 0 ? {} : { cuts, ...(this.#lane === 0 ? {} : { lane: this.#lane }) }
    const window = this.#parts.window()
    const point: ResumePoint = { form: formOf(cuts), run, basis, window, ...inRanges, misses, inferred, ...rest }
    return JSON.stringify(point)
  }
}
