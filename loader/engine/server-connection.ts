import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError, TypelineError } from '../errors/index.ts'
import type { Reusable } from './idle-connections.ts'
import type { Abortable } from './session.ts'
import { singleFlight } from './single-flight.ts'
import { statementBeginning } from './statement-beginning.ts'

/** A driver's connection whose end always reaches the command that runs. */
export interface ServerWire {
  /** Why it is of no use any more; null while it is. */
  readonly broken: unknown
  break(reason: unknown): void
  statement(sql: string): Promise<unknown>
  close(): Promise<void>
}

export interface ConnectionFacts {
  /** The server's own name of this connection. */
  readonly id: string
  readonly place: string
  /** What every session says first. */
  readonly setup: readonly string[]
}

/** What servers say and do differently. */
export interface Manners {
  /** A statement that does nothing. */
  readonly nothing: string
  readonly begin: string
  readonly freeLocks: string
  /** Takes back all that a session has set; its name for messages. */
  readonly reset: string
  connectionLost(reason: unknown, place: string, sql: string): DatabaseError
  databaseError(error: unknown, place: string, sql: string): TypelineError
  /** COMMIT was answered, and nothing was kept. */
  rolledBack(answer: unknown): boolean
  /** The server said no to COMMIT: nothing was kept. Else its outcome is not known. */
  refusedCommit(error: unknown, told: TypelineError): boolean
}

/** Reaches this connection on the server from another connection, since the one it is for is busy. */
export interface RemoteHand {
  /** Ends its statement. */
  cancel(id: string): Promise<void>
  /** Ends what may run on when the connection has gone. */
  abandon(id: string): Promise<void>
}

/** A cancel is lost on a statement that has not reached the server yet, so it is repeated; what outlives this many is cut off. */
const cancelsBeforeCut = 8

/** Milliseconds that an idle connection may take to be as new; login takes less. */
const patience = 3000

/** A connection to a server, of one session after another: one statement at a time, its transaction's state, interrupts, errors in our words. */
export class ServerConnection<W extends ServerWire> implements Reusable {
  readonly id: string
  readonly place: string
  readonly wire: W
  readonly manners: Manners
  transaction: 'none' | 'open' | 'failed' = 'none'
  readonly #flight = singleFlight()
  readonly #setup: readonly string[]
  readonly #server: RemoteHand
  readonly #reset: () => Promise<unknown>
  #interruption: Promise<void> | null = null
  #interrupted = false

  /** `reset` takes back what sessions before have set. */
  constructor(wire: W, facts: ConnectionFacts, manners: Manners, server: RemoteHand, reset: () => Promise<unknown>) {
    this.wire = wire
    this.id = facts.id
    this.place = facts.place
    this.manners = manners
    this.#setup = facts.setup
    this.#server = server
    this.#reset = reset
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
    for (let cancel = 0; cancel < cancelsBeforeCut && !settled(); cancel++) {
      await this.#server.cancel(this.id).catch(() => undefined)
      for (let wait = 0; wait < 20 && !settled(); wait++) await sleep(10 + 10 * cancel)
    }
    if (!settled()) await this.#cut(new Error('a cancelled statement did not end'))
    // A cancel that came too late would end the next statement instead; this one takes it.
    else if (this.wire.broken === null) await this.wire.statement(this.manners.nothing).catch(() => this.spoil())
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
      await this.statement(this.manners.reset, options, async () => {
        await this.#reset()
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
      await this.#cut(new Error('the session was closed'))
      return
    }
    try {
      if (this.transaction !== 'none') await this.wire.statement('ROLLBACK')
      if (locks) await this.wire.statement(this.manners.freeLocks)
      await this.wire.close()
    } catch (error) {
      this.wire.break(error)
    }
  }

  /** A server goes on with a statement whose client has gone until it looks for him; so it is told. */
  async #cut(reason: Error): Promise<void> {
    await this.#server.abandon(this.id).catch(() => undefined)
    this.wire.break(reason)
  }

  #failure(error: unknown, sql: string): TypelineError {
    if (!(error instanceof TypelineError) && error === this.wire.broken) return this.#lost(sql)
    return this.manners.databaseError(error, this.place, sql)
  }

  #lost(sql: string): TypelineError {
    const reason = this.wire.broken
    return reason instanceof TypelineError ? reason : this.manners.connectionLost(reason, this.place, sql)
  }

  #cancelled(signal: AbortSignal, sql: string, cause: unknown = signal.reason): DatabaseError {
    return new DatabaseError('cancelled', `A statement in ${this.place} was cancelled: ${statementBeginning(sql)}`, {
      cause,
    })
  }
}
