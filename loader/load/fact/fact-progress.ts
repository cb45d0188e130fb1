import type { KeptMiss, Marker, RejectedRow, RoleMisses, UnitCounts } from '../../log/index.ts'
import type { Cells } from '../../schema/index.ts'
import type { Window } from '../extract/find-window.ts'
import { noCounts } from '../unit-counts.ts'
import { type Basis, form, type ResumePoint } from './resume-point.ts'
import { sumMisses } from './sum-misses.ts'

type Steps = Pick<ResumePoint, 'settled' | 'compared'>

/** What is known of a fact's load while it goes on; asked when a marker is written. */
export interface ProgressParts {
  readonly run: number
  readonly basis: Basis
  /** The load that is gone on with. */
  readonly point: ResumePoint | null
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

/** The markers of a fact's load, each saying how to go on after it. */
export class FactProgress {
  readonly #parts: ProgressParts
  #batch: number
  #key: Cells | null
  #steps: Steps
  #asked: Steps | null = null
  #lookups: () => LookupCounts = () => ({ misses: {}, inferred: 0 })

  constructor(parts: ProgressParts) {
    this.#parts = parts
    this.#batch = parts.batch
    this.#key = parts.point?.key ?? null
    const { settled, compared } = parts.point ?? {}
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

  /** Of the whole load, whatever processes it took. */
  get misses(): Record<string, RoleMisses> {
    return sumMisses(this.#lookups().misses, this.#parts.point?.misses ?? {})
  }

  get inferred(): number {
    return this.#lookups().inferred + (this.#parts.point?.inferred ?? 0)
  }

  /** Tells where lookups are counted, once there are any. */
  countLookups(counts: () => LookupCounts): void {
    this.#lookups = counts
  }

  /** Asked again where the transaction is tried again. */
  batch({ rows, counts, rejects, key, found, misses }: BatchProof): Marker {
    const resume = this.#resume({ key: key ?? this.#key, found })
    return { kind: 'batch', batch: this.#batch + 1, rows, counts, rejects, misses, resume }
  }

  batchIsIn(key: Cells | null): void {
    this.#batch += 1
    this.#key = key ?? this.#key
  }

  /** A step after the last batch, with the rows that it rejected. */
  step(steps: Steps, rejects: readonly RejectedRow[]): Marker {
    this.#asked = steps
    const resume = this.#resume({ key: this.#key, found: [], ...this.#steps, ...steps })
    return { kind: 'batch', batch: this.#batch + 1, rows: 0, counts: noCounts(), rejects, resume }
  }

  /** After a step, if it had anything to do. */
  stepIsIn(): void {
    if (this.#asked === null) return
    this.#batch += 1
    this.#steps = { ...this.#steps, ...this.#asked }
    this.#asked = null
  }

  #resume(rest: Pick<ResumePoint, 'key' | 'found' | 'settled' | 'compared'>): string {
    const { run, basis } = this.#parts
    const { misses, inferred } = this
    const point: ResumePoint = { form, run, basis, window: this.#parts.window(), misses, inferred, ...rest }
    return JSON.stringify(point)
  }
}
