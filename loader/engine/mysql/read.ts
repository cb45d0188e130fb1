import { DatabaseError } from '../../errors/index.ts'
import type { RawRow } from '../../schema/index.ts'
import type { RowBlock } from '../row-block.ts'
import type { Abortable, BlockOptions, ReadOptions } from '../session.ts'
import { statementBeginning } from '../statement-beginning.ts'
import type { Connection } from './connection.ts'
import { inRooms } from './in-rooms.ts'
import { inBlocks, oneByOne } from './row-targets.ts'

/** Full batches that may wait for the reader before the socket is paused. */
const ahead = 2
/** As many rows as those have, as a rule, if each comes in a chunk of its own. */
const blocksAhead = 16

/** Streams the result of `sent` by batches; `sql` stands for it in messages. */
export async function* readBatches(
  connection: Connection,
  sql: string,
  sent: string,
  options: ReadOptions = {},
): AsyncGenerator<readonly RawRow[]> {
  const { batchRows = 4096 } = options
  let batch: RawRow[] = []
  yield* stream<readonly RawRow[]>(connection, sql, options, ahead, (result) => ({
    start: () =>
      connection.wire.query(sent, (fields) =>
        oneByOne(fields, (row) => {
          result.rows += 1
          if (!result.dropped) batch.push(row)
          if (batch.length < batchRows) return
          result.add(batch)
          batch = []
        }),
      ),
    last: () => (batch.length > 0 ? batch : null),
  }))
}

/** Streams the result by blocks: of what came at once, or of as many rows as one may have where blocks are released. */
export async function* readBlocks(
  connection: Connection,
  sql: string,
  sent: string,
  { batchRows, released = false, ...options }: BlockOptions = {},
): AsyncGenerator<RowBlock> {
  let target: ReturnType<typeof inRooms> | null = null
  yield* stream<RowBlock>(connection, sql, options, released ? ahead : blocksAhead, (result) => {
    const give = (block: RowBlock) => {
      result.rows += block.length
      result.add(block)
    }
    return {
      start: () =>
        connection.wire.query(sent, (fields) => {
          if (!released) return inBlocks(fields, give, batchRows)
          target = inRooms(fields, give, batchRows)
          return target
        }),
      last: () => target?.rest() ?? null,
    }
  })
}

interface Query<B> {
  /** Settles at the end of the result. */
  start(): Promise<void>
  /** What of it was not added. */
  last(): B | null
}

async function* stream<B>(
  connection: Connection,
  sql: string,
  options: Abortable,
  most: number,
  query: (result: Result<B>) => Query<B>,
): AsyncGenerator<B> {
  using _ = connection.enter(sql)
  connection.refuseAborted(options.signal, sql)
  const result = new Result<B>(connection, sql, most)
  const { start, last } = query(result)
  const { signal } = options
  const ended = connection.step(sql, options, () => result.start(start))
  // Told by the loop below; until then it must not count as unhandled.
  ended.catch(() => undefined)
  // What waits for a slow reader must not keep the end of the query waiting too.
  const drop = () => result.drop()
  signal?.addEventListener('abort', drop, { once: true })
  try {
    for (let batch = await result.next(); batch !== null; batch = await result.next()) {
      connection.refuseAborted(signal, sql)
      yield batch
    }
    const rest = result.dropped ? null : last()
    if (rest !== null) {
      connection.refuseAborted(signal, sql)
      yield rest
    }
    await ended
    connection.refuseAborted(signal, sql)
  } finally {
    signal?.removeEventListener('abort', drop)
    await result.leave()
    await ended.catch(() => undefined)
  }
}

class Result<B> {
  readonly #connection: Connection
  readonly #sql: string
  readonly #most: number
  readonly #ready: B[] = []
  /** Rows that have come. */
  rows = 0
  #ended = false
  #dropping = false
  #left = false
  #paused = false
  #wake: () => void = () => undefined

  constructor(connection: Connection, sql: string, most: number) {
    this.#connection = connection
    this.#sql = sql
    this.#most = most
  }

  /** Sends the query; settles at the protocol's end of the result, which alone proves that it is whole. */
  async start(query: () => Promise<void>): Promise<void> {
    const { wire, place } = this.#connection
    try {
      await query()
    } catch (error) {
      // The KILL of our own leaving is no failure, of a transaction neither.
      if (this.#left && wire.broken === null) return
      if (this.rows === 0 || wire.broken === null || wire.broken instanceof DatabaseError) throw error
      throw new DatabaseError(
        'cut-short',
        `A result from ${place} broke off after ${this.rows} rows, without the end that the server sends. Start again. Statement: ${statementBeginning(this.#sql)}`,
        { cause: error, transient: true, fields: { place, rows: this.rows } },
      )
    } finally {
      this.#ended = true
      this.#wake()
    }
  }

  add(batch: B): void {
    if (this.#dropping) return
    this.#ready.push(batch)
    if (this.#ready.length >= this.#most) this.#pause()
    this.#wake()
  }

  /** Nobody takes what is still to come. */
  get dropped(): boolean {
    return this.#dropping
  }

  /** The next batch that was added; null at the end, good or bad. */
  async next(): Promise<B | null> {
    for (;;) {
      const batch = this.#ready.shift()
      if (batch !== undefined) return batch
      if (this.#ended) return null
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        this.#resume()
      })
    }
  }

  /** From here on rows are read past, so that the end comes. */
  drop(): void {
    this.#dropping = true
    this.#ready.length = 0
    this.#resume()
  }

  /** The reader has gone: what is still to come is ended on the server. */
  async leave(): Promise<void> {
    if (this.#ended) return
    this.#left = true
    this.drop()
    await this.#connection.interrupt(() => this.#ended)
  }

  #pause(): void {
    this.#paused = true
    this.#connection.wire.driver.pause()
  }

  #resume(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#connection.wire.driver.resume()
  }
}
