import { DatabaseError } from '../../errors/index.ts'
import type { RawRow } from '../../schema/index.ts'
import type { Statement } from '../dialect.ts'
import { mostBlockRows, type RowBlock } from '../row-block.ts'
import type { BlockOptions, ReadOptions } from '../session.ts'
import { statementBeginning } from '../statement-beginning.ts'
import type { Connection } from './connection.ts'
import { isServerError } from './database-error.ts'
import type { Exchange } from './exchange.ts'
import { type Gather, RowsGather } from './gather.ts'
import { BlocksGather } from './gather-blocks.ts'

/**
 * Streams a result by batches through a portal: the server makes one batch and waits. Outside of transactions the next batch is asked for while the
 * reader has this one; inside, leaving early must not cancel anything, since that would fail the transaction.
 */
export async function* readBatches(
  connection: Connection,
  statement: Statement,
  options: ReadOptions = {},
): AsyncGenerator<readonly RawRow[]> {
  yield* stream(connection, statement, options, new RowsGather())
}

/** The same rows as blocks; a batch may be more than one where rows are long. */
export async function* readBlocks(
  connection: Connection,
  statement: Statement,
  options: BlockOptions = {},
): AsyncGenerator<RowBlock> {
  yield* stream(connection, statement, options, new BlocksGather(options.released))
}

async function* stream<B>(
  connection: Connection,
  { sql, params }: Statement,
  { signal, batchRows = mostBlockRows }: ReadOptions,
  gather: Gather<B>,
): AsyncGenerator<B> {
  using _ = connection.enter(sql)
  connection.refuseAborted(signal, sql)
  const options = signal === undefined ? {} : { signal }
  const result = new Result(connection, { sql, params }, batchRows, gather)
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

class Result<B> {
  readonly #connection: Connection
  readonly #statement: Statement
  readonly #batchRows: number
  readonly #ahead: boolean
  readonly #gather: Gather<B>
  readonly #ready: B[] = []
  #exchange: Exchange | null = null
  /** The server works on the next batch, or waits to be asked for it. */
  #state: 'running' | 'suspended' | 'closing' | 'ended' = 'running'
  #left = false
  #wake: () => void = () => undefined

  constructor(connection: Connection, statement: Statement, batchRows: number, gather: Gather<B>) {
    this.#connection = connection
    this.#statement = statement
    this.#batchRows = batchRows
    this.#ahead = connection.transaction === 'none'
    this.#gather = gather
  }

  /** Sends the query; settles at CommandComplete, which alone proves that the result is whole, or when the portal was closed. */
  async start(): Promise<void> {
    const { wire, place } = this.#connection
    const { sql, params } = this.#statement
    try {
      await wire.command<void>((resolve, reject) => {
        const options = { rowsAtOnce: this.#batchRows }
        this.#exchange = wire.exchange(sql, params, options, {
          columns: (fields) => this.#gather.taker(fields),
          suspended: () => this.#suspended(),
          ended: () => resolve(),
          failed: reject,
        })
      })
    } catch (error) {
      // The cancel of our own leaving is no failure.
      if (this.#left && wire.broken === null) return
      const { rows } = this.#gather
      if (rows === 0 || isServerError(error) || error instanceof DatabaseError) throw error
      throw new DatabaseError(
        'cut-short',
        `A result from ${place} broke off after ${rows} rows, without the end that the server sends. Start again. Statement: ${statementBeginning(sql)}`,
        { cause: error, transient: true, fields: { place, rows } },
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
    const batches = this.#gather.take()
    if (!this.#left) this.#ready.push(...batches)
  }

  #more(): void {
    if (this.#state !== 'suspended') return
    this.#state = 'running'
    this.#exchange?.more()
  }

  /** The next batch; null at the end, good or bad. */
  async next(): Promise<B | null> {
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
