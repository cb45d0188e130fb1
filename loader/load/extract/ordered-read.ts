import type { Engine, Session, Statement } from '../../engine/index.ts'
import type { SqlText, UnitDefinition } from '../../model/index.ts'
import type { Cells } from '../../schema/index.ts'
import { cutAtKeys, nullKey } from './cut-at-keys.ts'
import type { ExtractedBatch } from './extracted-batch.ts'
import { equalToBoth, inKeyOrder, keyOrder, type OrderColumn, withoutKey } from './key-order.ts'
import type { KeyRange } from './key-range.ts'
import type { KeyedRows } from './keyed-rows.ts'
import type { Period } from './period.ts'

/** A longer text may be put in order by its beginning alone (MySQL's max_sort_length): no batch ends at it. */
const longestText = 255

/** The reading of a source with `partition`, in the order of its key. */
export class OrderedRead {
  readonly #unit: UnitDefinition
  readonly #query: SqlText
  readonly #columns: readonly OrderColumn[]
  readonly #engine: Engine
  readonly #session: Session
  readonly #period: Period | undefined

  /** Null where the source is read in no order. `session`: the one that reads; `engine`: of further ones. */
  static of(unit: UnitDefinition, engine: Engine, session: Session, period: Period | undefined): OrderedRead | null {
    const columns = keyOrder(unit)
    const { sql } = unit.source
    if (columns === null || sql === undefined || !('parts' in sql)) return null
    return new OrderedRead(unit, sql, columns, engine, session, period)
  }

  private constructor(
    unit: UnitDefinition,
    query: SqlText,
    columns: readonly OrderColumn[],
    engine: Engine,
    session: Session,
    period: Period | undefined,
  ) {
    this.#unit = unit
    this.#query = query
    this.#columns = columns
    this.#engine = engine
    this.#session = session
    this.#period = period
  }

  /**
   * The query for what comes after a key (null: all) in a range (null: in any). Throws LoadError 'partition-null' where rows without a key would be left out
   * unseen.
   */
  async statement(after: Cells | null, range: KeyRange | null): Promise<Statement> {
    const { dialect } = this.#session
    if (after !== null) {
      const rows = await this.#session.query(this.#rendered(withoutKey(this.#query, dialect, this.#columns)))
      if (rows.length > 0) throw nullKey(this.#unit)
    }
    return this.#rendered(inKeyOrder(this.#query, dialect, this.#columns, after, range))
  }

  cut(batches: AsyncIterable<KeyedRows>): AsyncIterable<ExtractedBatch> {
    return cutAtKeys(this.#unit, batches, this.#columns, (one, other) => this.#differ(one, other))
  }

  /** Texts may be equal to the source though they are not: its collation says; decimals too, by zeros at their end. */
  async #differ(one: Cells, other: Cells): Promise<boolean> {
    const exact = this.#columns.some(({ kind }, at) => kinds.has(kind) && one[at] !== other[at])
    if (exact) return true
    if ([...one, ...other].some((cell) => typeof cell === 'string' && cell.length > longestText)) return false
    await using session = await this.#engine.connect()
    const both = equalToBoth(this.#query, session.dialect, this.#columns, one, other)
    return (await session.query(this.#rendered(both))).length === 0
  }

  #rendered(text: SqlText): Statement {
    return this.#session.dialect.render(text, this.#period)
  }
}

/** Kinds of which one value has one text. */
const kinds: ReadonlySet<string> = new Set(['integer', 'bigint', 'date', 'timestamp'])
