import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError, TypelineError } from '../../errors/index.ts'
import type { Reusable } from '../idle-connections.ts'
import type { Abortable } from '../session.ts'
import { singleFlight } from '../single-flight.ts'
import { statementBeginning } from '../statement-beginning.ts'
import { connectionLost, databaseError } from './database-error.ts'
import type { Wire } from './wire.ts'

/** KILL QUERY is lost on a statement that has not reached the server yet, so it is repeated; what outlives this many is cut off. */
const killsBeforeCut = 8

/** Milliseconds that an idle connection may take to be as new; login takes less. */
const patience = 3000

export interface ConnectionFacts {
  /** The server's number of this connection. */
  readonly id: string
  /** This client's address as the server sees it. */
  readonly client: string
  readonly place: string
  /** Most bytes of one packet to the server. */
  readonly packetBytes: number
  /** What every session says first. */
  readonly setup: readonly string[]
}

/** One connection, of one session after another: one statement at a time, its transaction's state, interrupts, errors in our words. */
export class Connection implements Reusable {
  readonly id: string
  readonly client: string
  readonly place: string
  readonly wire: Wire
  readonly packetBytes: number
  transaction: 'none' | 'open' | 'failed' = 'none'
  readonly #flight = singleFlight()
  readonly #setup: readonly string[]
  readonly #killQuery: (id: string) => Promise<void>
  #interruption: Promise<void> | null = null
  #interrupted = false

  constructor(wire: Wire, facts: ConnectionFacts, killQuery: (id: string) => Promise<void>) {
    this.wire = wire
    this.id = facts.id
    this.client = facts.client
    this.place = facts.place
    this.packetBytes = facts.packetBytes
    this.#setup = facts.setup
    this.#killQuery = killQuery
  }

  /** Runs one statement, or steps that belong to it, as the only one; a failure inside a transaction spoils the transaction. */
  async statement<T>(sql: string, options: Abortable | undefined, act: () => Promise<T>): Promise<T> {
    using _ = this.enter(sql)
    return await this.step(sql, options, act)
  }

  /** Keeps every other statement out until disposed. */
  enter(sql: string): Disposable {
    if (this.wire.broken !== null) throw this.#lost(sql)
    if (this.transaction === 'failed') {
      throw new DatabaseError(
        'transaction-failed',
        `A statement of this transaction in ${this.place} failed before, so it can only be rolled back. Statement: ${statementBeginning(sql)}`,
      )
    }
    return this.#flight.enter(sql)
  }

  /** One step of a statement that has entered. The signal ends it on the server; the session lives on. */
  async step<T>(sql: string, options: Abortable | undefined, act: () => Promise<T>): Promise<T> {
    const signal = options?.signal
    let interruption: Promise<void> | undefined
    let settled = false
    const interrupt = () => {
      interruption = this.interrupt(() => settled)
    }
    try {
      this.refuseAborted(signal, sql)
      signal?.addEventListener('abort', interrupt, { once: true })
      return await act()
    } catch (error) {
      this.spoil()
      throw signal?.aborted === true ? this.#cancelled(signal, sql, error) : this.#failure(error, sql)
    } finally {
      settled = true
      signal?.removeEventListener('abort', interrupt)
      await interruption
    }
  }

  /** Ends the statement that runs on the server, until `settled`; cuts the connection where that does not help. */
  async interrupt(settled: () => boolean): Promise<void> {
    this.#interrupted = true
    this.#interruption ??= this.#endStatement(settled).finally(() => {
      this.#interruption = null
    })
    await this.#interruption
  }

  async #endStatement(settled: () => boolean): Promise<void> {
    for (let kill = 0; kill < killsBeforeCut && !settled(); kill++) {
      await this.#killQuery(this.id).catch(() => undefined)
      for (let wait = 0; wait < 20 && !settled(); wait++) await sleep(10 + 10 * kill)
    }
    if (!settled()) this.wire.break(new Error('a cancelled statement did not end'))
    // A KILL that came too late would end the next statement instead; this one takes it.
    else if (this.wire.broken === null) await this.wire.statement('DO 0').catch(() => undefined)
  }

  refuseAborted(signal: AbortSignal | undefined, sql: string): void {
    if (signal?.aborted === true) throw this.#cancelled(signal, sql)
  }

  /** From here on the open transaction, if any, can only be rolled back. */
  spoil(): void {
    if (this.transaction === 'open') this.transaction = 'failed'
  }

  get clean(): boolean {
    return this.wire.broken === null && this.transaction === 'none' && !this.#interrupted && !this.#flight.busy
  }

  async renew(options?: Abortable): Promise<void> {
    const late = setTimeout(() => this.wire.break(new Error('an idle connection did not answer')), patience)
    try {
      await this.statement('COM_RESET_CONNECTION', options, async () => {
        await this.wire.reset()
        for (const sql of this.#setup) await this.wire.statement(sql)
      })
    } finally {
      clearTimeout(late)
    }
  }

  /** Closes. A server frees locks and rolls back only some time after the connection has gone, so that is asked for first. */
  async end(locks = false): Promise<void> {
    if (this.wire.broken !== null) return
    if (this.#flight.busy) {
      await this.#killQuery(this.id).catch(() => undefined)
      this.wire.break(new Error('the session was closed'))
      return
    }
    try {
      if (this.transaction !== 'none') await this.wire.statement('ROLLBACK')
      if (locks) await this.wire.statement('DO RELEASE_ALL_LOCKS()')
      await this.wire.close()
    } catch (error) {
      this.wire.break(error)
    }
  }

  #failure(error: unknown, sql: string): TypelineError {
    if (!(error instanceof TypelineError) && error === this.wire.broken) return this.#lost(sql)
    return databaseError(error, this.place, sql)
  }

  #lost(sql: string): TypelineError {
    const reason = this.wire.broken
    return reason instanceof TypelineError ? reason : connectionLost(reason, this.place, sql)
  }

  #cancelled(signal: AbortSignal, sql: string, cause: unknown = signal.reason): DatabaseError {
    return new DatabaseError('cancelled', `A statement in ${this.place} was cancelled: ${statementBeginning(sql)}`, {
      cause,
    })
  }
}
