import type { DuckDBConnection, DuckDBInstance, DuckDBResult } from '@duckdb/node-api'
import { DatabaseError } from '../../errors/index.ts'
import type { Abortable } from '../session.ts'
import { singleFlight } from '../single-flight.ts'
import { statementBeginning } from '../statement-beginning.ts'
import { cancelled } from './cancelled.ts'
import { databaseError } from './database-error.ts'

/** An interrupt that arrives between two steps of a statement is lost, so it is repeated until the statement has ended. */
const interruptEvery = 25

/** The database that a connection is one of: what it is called, and the way to others. */
export interface ConnectedDatabase {
  readonly instance: DuckDBInstance
  readonly name: string
  connect(): Promise<DuckDBConnection>
}

/** One native connection: one statement at a time, its transaction's state, interrupts, errors in our words. */
export class Connection {
  readonly id: string
  readonly place: string
  readonly database: ConnectedDatabase
  readonly native: DuckDBConnection
  transaction: 'none' | 'open' | 'failed' = 'none'
  /** The result whose rows are being fetched. */
  stream: DuckDBResult | null = null
  readonly #flight = singleFlight()
  #ended: { readonly why: string; readonly closed: Promise<void> } | null = null
  #running: Promise<unknown> = Promise.resolve()

  constructor(database: ConnectedDatabase, native: DuckDBConnection, id: string, place: string) {
    this.database = database
    this.native = native
    this.id = id
    this.place = place
  }

  /** Runs one statement, or steps that belong to it, as the only one; a failure inside a transaction spoils the transaction. */
  async statement<T>(sql: string, options: Abortable | undefined, act: () => Promise<T>): Promise<T> {
    using _ = this.enter(sql)
    return await this.step(sql, options, act)
  }

  /** Keeps every other statement out until disposed. */
  enter(sql: string): Disposable {
    this.#refuseAfterEnd(sql)
    if (this.transaction === 'failed') {
      throw new DatabaseError(
        'transaction-failed',
        `A statement of this transaction in ${this.place} failed before, so it can only be rolled back. Statement: ${statementBeginning(sql)}`,
      )
    }
    return this.#flight.enter(sql)
  }

  /** One step of a statement that has entered. */
  async step<T>(sql: string, options: Abortable | undefined, act: () => Promise<T>): Promise<T> {
    this.#refuseAfterEnd(sql)
    const signal = options?.signal
    let timer: NodeJS.Timeout | undefined
    const interrupt = () => {
      this.native.interrupt()
      timer = setInterval(() => this.native.interrupt(), interruptEvery)
    }
    try {
      if (signal?.aborted === true) throw cancelled(this.place, sql, signal.reason)
      signal?.addEventListener('abort', interrupt, { once: true })
      return await this.track(act())
    } catch (error) {
      this.spoil()
      throw signal?.aborted === true ? cancelled(this.place, sql, error) : databaseError(error, this.place, sql)
    } finally {
      clearInterval(timer)
      signal?.removeEventListener('abort', interrupt)
    }
  }

  /** Lets `end` wait for a native call. */
  track<T>(call: Promise<T>): Promise<T> {
    this.#running = call
    return call
  }

  /** From here on the open transaction, if any, can only be rolled back. */
  spoil(): void {
    if (this.transaction === 'open') this.transaction = 'failed'
  }

  get ended(): boolean {
    return this.#ended !== null
  }

  /** Interrupts what runs, waits for it, disconnects; an open transaction is rolled back by that. Later calls say `why`. */
  end(why: string): Promise<void> {
    this.#ended ??= { why, closed: this.#close() }
    return this.#ended.closed
  }

  async #close(): Promise<void> {
    const timer = setInterval(() => this.native.interrupt(), interruptEvery)
    this.native.interrupt()
    await this.#running.catch(() => undefined)
    clearInterval(timer)
    await this.closeStream(false)
    this.native.disconnectSync()
  }

  /**
   * Ends the stream that was left. Interrupted and fetched to its end it lets go of the database, and so of the file's lock; but that spoils the
   * transaction. To keep the transaction, another statement makes the stream void; garbage collection does the rest.
   */
  async closeStream(keepTransaction: boolean): Promise<void> {
    const left = this.stream
    this.stream = null
    if (left === null) return
    if (keepTransaction) {
      await this.native.run('SELECT 1').catch(() => undefined)
      return
    }
    this.native.interrupt()
    let chunk = await left.fetchChunk()
    while (chunk !== null && chunk.rowCount > 0) chunk = await left.fetchChunk()
  }

  #refuseAfterEnd(sql: string): void {
    if (this.#ended === null) return
    throw new DatabaseError(
      'connection-lost',
      `The session with ${this.place} has ended: ${this.#ended.why}. Statement: ${statementBeginning(sql)}`,
      { transient: true },
    )
  }
}
