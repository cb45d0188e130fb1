import type { Session, Statement } from '../../engine/index.ts'
import { type Log, readMissedGrains } from '../../log/index.ts'
import { type FactShape, isMended, type WindowRefresh } from '../../model/index.ts'
import type { RawRow } from '../../schema/index.ts'
import type { Limits } from '../conform/converter.ts'
import { matchingRows } from '../extract/around-query.ts'
import type { ExtractedBatch, SourceReading } from '../extract/extract.ts'
import type { Window } from '../extract/find-window.ts'
import { type Period, widePeriod } from '../extract/period.ts'
import type { PreparedQuery } from '../extract/prepare-source.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { WindowReading } from '../extract/window-reading.ts'
import { GrainOfRow } from './grain-of-row.ts'
import { KeptMisses } from './kept-misses.ts'

/** Grains of one query that mends. */
const grainsAtOnce = 1000

/**
 * What one load of an incremental or appended fact reads: its window, then, of an incremental one, the rows whose lookups missed before and which the
 * window did not hold (KIMBALL.md, Windows and Mending).
 */
export class FactReading implements SourceReading {
  /** From the beginning, into a table of its own that is swapped in: the first load, and `--full-refresh`. */
  readonly whole: boolean
  /** What this load's lookups miss; null where nothing is mended. */
  readonly misses: KeptMisses | null
  readonly #fact: FactShape
  readonly #by: string
  readonly #grain: GrainOfRow
  readonly #window: WindowReading
  /** Grains that missed before and were not read yet. */
  readonly #missed: Set<string>
  #asked: ReadonlySet<string> | null = null

  static async open(
    fact: FactShape,
    refresh: WindowRefresh,
    layout: SourceLayout,
    limits: Limits,
    { log, fullRefresh = false }: { readonly log: Log; readonly fullRefresh?: boolean },
  ): Promise<FactReading> {
    await using session = await log.engine.connect()
    const window = await WindowReading.open(session, fact, refresh, fullRefresh)
    const missed = window.last === null || !isMended(fact) ? [] : await readMissedGrains(session, fact.name)
    return new FactReading(fact, refresh.by, layout, limits, window, missed)
  }

  private constructor(
    fact: FactShape,
    by: string,
    layout: SourceLayout,
    limits: Limits,
    window: WindowReading,
    missed: readonly string[],
  ) {
    this.whole = window.last === null
    this.#fact = fact
    this.#by = by
    this.#grain = new GrainOfRow(fact, layout, limits)
    this.misses = isMended(fact) ? new KeptMisses(this.#grain, layout) : null
    this.#window = window
    this.#missed = new Set(missed)
  }

  /** The new watermark; null where the window had no row, so that the watermark stays. */
  get readTo(): string | null {
    return this.#window.readTo
  }

  /** Up to where loads before have read; null: this one begins at the beginning. */
  get last(): string | null {
    return this.#window.last
  }

  get window(): Window | null {
    return this.#window.window
  }

  /** Goes on in the window of an interrupted load, `begun` or not, which has found some of the grains that missed. */
  goOn(window: Window | null, begun: boolean, found: Iterable<string>): void {
    if (window !== null) this.#window.goOn(window, begun)
    for (const grain of found) this.#missed.delete(grain)
  }

  /** Where no grain has missed, nobody looks for one. */
  get takesBlocks(): boolean {
    return this.#missed.size === 0
  }

  period(session: Session, query: PreparedQuery): Promise<Period | null> {
    return this.#window.period(session, query)
  }

  *besides({ dialect }: Session, query: PreparedQuery): Generator<Statement, void, undefined> {
    const { sql } = this.#fact.source
    if (sql === undefined || !('parts' in sql)) return
    const wide = widePeriod(query.kind(this.#by))
    const grains = [...this.#missed]
    for (let start = 0; start < grains.length; start += grainsAtOnce) {
      const some = grains.slice(start, start + grainsAtOnce)
      const keys = some.flatMap((grain) => {
        const values = this.#grain.values(grain)
        return values === null ? [] : [values]
      })
      this.#asked = new Set(some)
      if (keys.length > 0) yield dialect.render(matchingRows(sql, dialect, this.#grain.columns, keys), wide)
    }
  }

  /** Watches the rows that come; of those that mend, what the source's collation took for a grain asked for falls out again. */
  async *watch(batches: AsyncIterable<ExtractedBatch>): AsyncGenerator<ExtractedBatch, void, undefined> {
    for await (const batch of batches) {
      const asked = this.#asked
      if (asked === null) {
        this.#window.count(batch.read)
        const found = this.#missed.size === 0 ? [] : this.#found(batch.rows, this.#missed)
        for (const grain of found) this.#missed.delete(grain)
        yield { ...batch, found }
      } else {
        const rows = batch.rows.filter((row) => asked.has(this.#grain.text(row) ?? ''))
        yield { ...batch, read: rows.length + batch.rejects.length, rows, found: this.#found(rows, asked) }
      }
    }
  }

  #found(rows: readonly RawRow[], grains: ReadonlySet<string>): readonly string[] {
    return rows.map((row) => this.#grain.text(row) ?? '').filter((grain) => grains.has(grain))
  }
}
