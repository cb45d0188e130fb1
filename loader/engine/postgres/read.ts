import { DatabaseError } from '../../errors/index.ts'
import type { RawRow } from '../../schema/index.ts'
import type { Statement } from '../dialect.ts'
import type { ReadOptions } from '../session.ts'
import { statementBeginning } from '../statement-beginning.ts'
import type { Connection } from './connection.ts'
import { isServerError } from './database-error.ts'
import type { Exchange } from './exchange.ts'

/**
 * Streams a result by batches through a portal: the server makes one batch and waits. Outside of transactions the next batch is asked for while the
 * reader has this one; inside, leaving early must not cancel anything, since that would fail the transaction.
 */
export async function* readBatches(
  connection: Connection,
  { sql, params }: Statement,
  options: ReadOptions = {},
): AsyncGenerator<readonly RawRow[]> {
  using _ = connection.enter(sql)
  const { signal } = options
  connection.refuseAborted(signal, sql)
  const result = new Result(connection, { sql, params }, options.batchRows ?? 4096, connection.transaction === 'none')
  const ended = connection.step(sql, options, () => result.start())
  // Told by the loop below; until then it must not count as unhandled.
  ended.catch(() => undefined)
  // A signal ends what runs on the server; a portal that waits for the reader must be ended besides.
  const close = () => result.close()
  signal?.addEventListener('abort', close, { once: true })
  try {
    for (let batch = await result.next(); batch !== null; batch = await result.next()) {
      connection.refuseAborted(signal, sql)
      yield batch
    }
    await ended
    connection.refuseAborted(signal, sql)
  } finally {
    signal?.removeEventListener('abort', close)
    await result.leave()
    await ended.catch(() => undefined)
  }
}

class Result {
  readonly #connection: Connection
  readonly #statement: Statement
  readonly #batchRows: number
  readonly #ahead: boolean
  readonly #ready: (readonly RawRow[])[] = []
  #exchange: Exchange | null = null
  #batch: RawRow[] = []
  #rows = 0
  /** The server works on the next batch, or waits to be asked for it. */
  #state: 'running' | 'suspended' | 'closing' | 'ended' = 'running'
  #left = false
  #wake: () => void = () => undefined

  constructor(connection: Connection, statement: Statement, batchRows: number, ahead: boolean) {
    this.#connection = connection
    this.#statement = statement
    this.#batchRows = batchRows
    this.#ahead = ahead
  }

  /** Sends the query; settles at CommandComplete, which alone proves that the result is whole, or when the portal was closed. */
  async start(): Promise<void> {
    const { wire, place } = this.#connection
    const { sql, params } = this.#statement
    try {
      await wire.command<void>((resolve, reject) => {
        const options = { rowsAtOnce: this.#batchRows }
        this.#exchange = wire.exchange(sql, params, options, {
          columns: () => undefined,
          row: (row) => void this.#batch.push(row),
          suspended: () => this.#suspended(),
          ended: () => resolve(),
          failed: reject,
        })
      })
    } catch (error) {
      // The cancel of our own leaving is no failure.
      if (this.#left && wire.broken === null) return
      if (this.#rows === 0 || isServerError(error) || error instanceof DatabaseError) throw error
      throw new DatabaseError(
        'cut-short',
        `A result from ${place} broke off after ${this.#rows} rows, without the end that the server sends. Start again. Statement: ${statementBeginning(sql)}`,
        { cause: error, transient: true, fields: { place, rows: this.#rows } },
      )
    } finally {
      this.#state = 'ended'
      this.#wake()
    }
  }

  #suspended(): void {
    this.#take()
    this.#state = 'suspended'
    if (this.#left) this.close()
    else if (this.#ahead && this.#ready.length < 2) this.#more()
    this.#wake()
  }

  #take(): void {
    if (this.#batch.length === 0) return
    this.#rows += this.#batch.length
    if (!this.#left) this.#ready.push(this.#batch)
    this.#batch = []
  }

  #more(): void {
    if (this.#state !== 'suspended') return
    this.#state = 'running'
    this.#exchange?.more()
  }

  /** The next batch; null at the end, good or bad. */
  async next(): Promise<readonly RawRow[] | null> {
    for (;;) {
      const batch = this.#ready.shift()
      if (batch !== undefined) {
        if (this.#ahead) this.#more()
        return batch
      }
      if (this.#state === 'ended') break
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        this.#more()
      })
    }
    this.#take()
    return this.#ready.shift() ?? null
  }

  /** Ends a portal that waits. */
  close(): void {
    if (this.#state !== 'suspended') return
    this.#state = 'closing'
    this.#exchange?.close()
  }

  /** The reader has gone: what is still to come is ended on the server. */
  async leave(): Promise<void> {
    if (this.#state === 'ended') return
    this.#left = true
    this.#ready.length = 0
    this.close()
    if (this.#state === 'running') await this.#connection.interrupt(() => this.#state === 'ended')
  }
}
