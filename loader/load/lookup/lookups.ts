import type { Engine, Session } from '../../engine/index.ts'
import type { OverMemory } from '../../log/index.ts'
import type { DimensionShape } from '../../model/index.ts'
import type { Cells, RawRow, TableShape } from '../../schema/index.ts'
import type { ExtractedBatch } from '../extract/extracted-batch.ts'
import { type IndexBytes, indexBytes } from './index-bytes.ts'
import type { IndexKey } from './member-index.ts'
import { readIndex, readIndexToInfer } from './read-index.ts'
import type { LookupIndex } from './role.ts'
import { StagedIndex } from './staged-index.ts'

/** `--lookup-memory` where nobody says otherwise. */
export const usualLookupMemory = 256 * 2 ** 20

/** Batches of rows whose keys go to the warehouse at once, at most: 65,536 rows where a batch has the usual 4096. */
const mostBatches = 16

/** Adds the natural keys that rows look up in a dimension's table, each once. */
export type AddKeys = (table: TableShape, rows: readonly RawRow[], keys: Map<IndexKey, Cells>) => void

export interface LookupOptions {
  readonly warehouse: Engine
  readonly signal: AbortSignal
  /** Bytes. */
  readonly lookupMemory?: number
}

/** One of several dimensions, with the memory that it would take. */
interface Sized extends IndexBytes {
  readonly dimension: DimensionShape
}

/**
 * The dimensions that a unit looks up, as indexes: the smallest are read whole while they fit in memory. The index of another one holds the members that the next
 * rows name, so that whoever looks up need not know the difference (docs/decisions/0015-lookup-memory.md).
 */
export class Lookups implements AsyncDisposable {
  readonly #indexes = new Map<string, LookupIndex>()
  readonly #staged: { readonly name: string; readonly staged: StagedIndex; readonly perVersion: number }[] = []
  readonly #session: Session
  readonly #signal: AbortSignal
  /** Bytes for all staged indexes together. */
  readonly #stagedBytes: number
  /** Bytes that all would take. */
  readonly #bytes: number

  private constructor(session: Session, signal: AbortSignal, stagedBytes: number, bytes: number) {
    this.#session = session
    this.#signal = signal
    this.#stagedBytes = stagedBytes
    this.#bytes = bytes
  }

  static async open(dimensions: readonly DimensionShape[], options: LookupOptions): Promise<Lookups> {
    const { warehouse, signal, lookupMemory = usualLookupMemory } = options
    await using stack = new AsyncDisposableStack()
    const session = stack.use(await warehouse.connect({ signal }))
    const sized: Sized[] = []
    for (const dimension of new Map(dimensions.map((one) => [one.table.name, one])).values())
      sized.push({ dimension, ...(await indexBytes(session, dimension.table)) })
    sized.sort((one, other) => one.all - other.all)
    const bytes = sized.reduce((sum, { all }) => sum + all, 0)
    // Members that are staged take memory too, a quarter of it.
    const stagedBytes = bytes > lookupMemory ? lookupMemory / 4 : 0
    const lookups = new Lookups(session, signal, stagedBytes, bytes)
    await lookups.#begin(sized, lookupMemory - stagedBytes)
    if (lookups.over !== null) stack.move()
    return lookups
  }

  async #begin(sized: readonly Sized[], memory: number): Promise<void> {
    let taken = 0
    for (const { dimension, all, perVersion } of sized) {
      const { name, table } = dimension
      taken += all
      const staged = taken <= memory ? null : new StagedIndex(table)
      if (staged !== null) this.#staged.push({ name, staged, perVersion })
      this.#indexes.set(table.name, staged?.index ?? (await readIndexToInfer(this.#session, table, this.#signal)))
    }
  }

  /** The same object all the time, whatever it holds. */
  index(table: string): LookupIndex {
    const index = this.#indexes.get(table)
    if (index === undefined) throw new Error(`${table} is not among what is looked up.`)
    return index
  }

  /** What did not fit; null where all did. */
  get over(): OverMemory | null {
    const dimensions = this.#staged.map(({ name }) => name)
    return dimensions.length === 0 ? null : { dimensions, bytes: this.#bytes }
  }

  /** What `index` answers with, read again: all of a table, or the members at hand. */
  async readAgain(session: Session, table: TableShape, signal: AbortSignal): Promise<LookupIndex> {
    const own = this.#staged.find(({ staged }) => staged.table.name === table.name)
    return own === undefined ? await readIndex(session, table, signal) : await own.staged.readAgain(session, signal)
  }

  /** The same batches, each given when the indexes hold what its rows look up; so the one before must be done with by then. */
  async *looking(
    batches: AsyncIterable<ExtractedBatch>,
    addKeys: AddKeys,
  ): AsyncGenerator<ExtractedBatch, void, undefined> {
    if (this.#staged.length === 0) {
      yield* batches
      return
    }
    const waiting: ExtractedBatch[] = []
    let most = 1
    for await (const batch of batches) {
      waiting.push(batch)
      if (waiting.length < most) continue
      most = Math.min(mostBatches, Math.max(1, Math.floor(most * (await this.#fill(waiting, addKeys)))))
      while (waiting.length > 0) yield waiting.shift() as ExtractedBatch
    }
    if (waiting.length === 0) return
    await this.#fill(waiting, addKeys)
    yield* waiting
  }

  /** Gives how many times as much would have fit. */
  async #fill(batches: readonly ExtractedBatch[], addKeys: AddKeys): Promise<number> {
    let bytes = 0
    for (const { staged, perVersion } of this.#staged) {
      const keys = new Map<IndexKey, Cells>()
      for (const { rows } of batches) addKeys(staged.table, rows, keys)
      bytes += perVersion * (await staged.fill(this.#session, [...keys.values()], this.#signal))
    }
    return bytes === 0 ? mostBatches : this.#stagedBytes / bytes
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Where all is in memory it has ended long since.
    if (this.over !== null) await this.#session[Symbol.asyncDispose]()
  }
}
