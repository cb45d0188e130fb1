import { DatabaseError } from '../../errors/index.ts'
import type { RawRow } from '../../schema/index.ts'
import type { ReadOptions } from '../session.ts'
import { statementBeginning } from '../statement-beginning.ts'
import type { Connection } from './connection.ts'

/** Full batches that may wait for the reader before the socket is paused. */
const ahead = 2

/** Streams the result of `sent` by batches; `sql` stands for it in messages. */
export async function* readBatches(
  connection: Connection,
  sql: string,
  sent: string,
  options: ReadOptions = {},
): AsyncGenerator<readonly RawRow[]> {
  using _ = connection.enter(sql)
  connection.refuseAborted(options.signal, sql)
  const result = new Result(connection, sql, options.batchRows ?? 4096)
  const { signal } = options
  const ended = connection.step(sql, options, () => result.start(sent))
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
    await ended
    connection.refuseAborted(signal, sql)
  } finally {
    signal?.removeEventListener('abort', drop)
    await result.leave()
    await ended.catch(() => undefined)
  }
}

class Result {
  readonly #connection: Connection
  readonly #sql: string
  readonly #batchRows: number
  readonly #ready: (readonly RawRow[])[] = []
  #batch: RawRow[] = []
  #rows = 0
  #ended = false
  #dropping = false
  #left = false
  #paused = false
  #wake: () => void = () => undefined

  constructor(connection: Connection, sql: string, batchRows: number) {
    this.#connection = connection
    this.#sql = sql
    this.#batchRows = batchRows
  }

  /** Sends the query; settles at the protocol's end of the result, which alone proves that it is whole. */
  async start(sent: string): Promise<void> {
    const { wire, place } = this.#connection
    try {
      await wire.query(sent, (row) => this.#add(row))
    } catch (error) {
      // The KILL of our own leaving is no failure, of a transaction neither.
      if (this.#left && wire.broken === null) return
      if (this.#rows === 0 || wire.broken === null || wire.broken instanceof DatabaseError) throw error
      throw new DatabaseError(
        'cut-short',
        `A result from ${place} broke off after ${this.#rows} rows, without the end that the server sends. Start again. Statement: ${statementBeginning(this.#sql)}`,
        { cause: error, transient: true, fields: { place, rows: this.#rows } },
      )
    } finally {
      this.#ended = true
      this.#wake()
    }
  }

  #add(row: RawRow): void {
    this.#rows++
    if (this.#dropping) return
    this.#batch.push(row)
    if (this.#batch.length < this.#batchRows) return
    this.#ready.push(this.#batch)
    this.#batch = []
    if (this.#ready.length >= ahead) this.#pause()
    this.#wake()
  }

  /** The next batch; null at the end, good or bad. */
  async next(): Promise<readonly RawRow[] | null> {
    for (;;) {
      const batch = this.#ready.shift()
      if (batch !== undefined) return batch
      if (this.#ended) break
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        this.#resume()
      })
    }
    const last = this.#batch
    this.#batch = []
    return last.length === 0 ? null : last
  }

  /** From here on rows are read past, so that the end comes. */
  drop(): void {
    this.#dropping = true
    this.#ready.length = 0
    this.#batch = []
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
