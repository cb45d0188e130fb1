import type { RejectedRow } from '../../log/index.ts'
import type { Cells } from '../../schema/index.ts'
import type { BatchEnd, KeyEnd } from '../extract/extracted-batch.ts'

/** What one chunk of the reader became. */
export interface ResolvedChunk<P = never> {
  readonly read: number
  readonly rows: readonly Cells[]
  /** Further rows, packed already. */
  readonly lines?: P | null
  readonly rejects: readonly RejectedRow[]
  /** See ExtractedBatch. */
  readonly end?: BatchEnd
  readonly found?: readonly string[]
}

/**
 * The rows that commit together. They are taken from the pipeline while they are sent, so that reading, looking up and loading overlap, and are
 * kept until the batch is in, packed, so that a transaction that is tried again can send them again.
 */
export class Batch<P> {
  readonly #pipeline: AsyncIterator<ResolvedChunk<P>>
  readonly #limit: number
  readonly #pack: (rows: readonly Cells[]) => P
  readonly #kept: P[] = []
  readonly #rejects: RejectedRow[] = []
  readonly #found: string[] = []
  #key: Cells | null = null
  #read = 0
  #complete = false
  #taking: Promise<void> | null = null
  #failure: { readonly error: unknown } | null = null

  /**
   * `limit`: source rows after which a batch is complete; neither a chunk is divided, nor the rows of one key. `pack`: as `Dialect.packer` gives it.
   */
  constructor(pipeline: AsyncIterator<ResolvedChunk<P>>, limit: number, pack: (rows: readonly Cells[]) => P) {
    this.#pipeline = pipeline
    this.#limit = limit
    this.#pack = pack
  }

  /** Source rows so far. */
  get read(): number {
    return this.#read
  }

  get rejects(): readonly RejectedRow[] {
    return this.#rejects
  }

  /** The key of its last ordered row, when all of it was taken; null: it has none. */
  get key(): Cells | null {
    return this.#key
  }

  /** Grains among its rows that missed before. */
  get found(): readonly string[] {
    return this.#found
  }

  /** Whether the pipeline had not one more row. */
  async empty(): Promise<boolean> {
    while (this.#read === 0 && !this.#complete) await this.#take()
    return this.#read === 0
  }

  /** The batch's rows from its first on, however often it is called. */
  async *rows(): AsyncGenerator<P, void, undefined> {
    for (let at = 0; ; at++) {
      while (at >= this.#kept.length && !this.#complete) await this.#take()
      const rows = this.#kept[at]
      if (rows === undefined) return
      yield rows
    }
  }

  /** One chunk at a time: a transaction that broke off may still wait for one when the next begins. */
  #take(): Promise<void> {
    this.#taking ??= this.#next().finally(() => {
      this.#taking = null
    })
    return this.#taking
  }

  async #next(): Promise<void> {
    // A pipeline that has failed says at its next call that it is done: rows would be missing in silence.
    if (this.#failure !== null) throw this.#failure.error
    const chunk = await this.#pipeline.next().catch((error: unknown) => {
      this.#failure = { error }
      throw error
    })
    if (chunk.done === true) {
      this.#complete = true
      return
    }
    this.#read += chunk.value.read
    const { lines = null } = chunk.value
    if (lines !== null) this.#kept.push(lines)
    if (chunk.value.rows.length > 0) this.#kept.push(this.#pack(chunk.value.rows))
    for (const reject of chunk.value.rejects) this.#rejects.push(reject)
    for (const grain of chunk.value.found ?? []) this.#found.push(grain)
    const { end } = chunk.value
    if (end === undefined) this.#complete = this.#read >= this.#limit
    else if (end !== 'open') await this.#endAt(end)
  }

  async #endAt({ key, isLast }: KeyEnd): Promise<void> {
    this.#key = key ?? this.#key
    if (this.#read < this.#limit) return
    // As after the pipeline's own failures, what follows must not be taken.
    this.#complete = await isLast().catch((error: unknown) => {
      this.#failure = { error }
      throw error
    })
  }
}
