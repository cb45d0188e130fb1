import type { Abortable, Session } from '../engine/index.ts'
import { DatabaseError } from '../errors/index.ts'
import { closeQuietly, endConnection, isAlive, keepConnections } from './connections.ts'
import { writeMarker } from './marker.ts'
import type { Log } from './open-log.ts'
import { hasCode, isConflict, type RetryOptions, retry } from './retry.ts'
import type { Marker, WritingLane } from './run-log.ts'
import type { SessionLock } from './session-lock.ts'
import { settleCommit } from './settle-commit.ts'
import { passToken } from './token.ts'
import { Turns } from './turns.ts'
import type { UnitRunWriter } from './unit-run-ref.ts'

export interface LaneParts {
  readonly log: Log
  readonly lock: SessionLock
  readonly writer: UnitRunWriter
  readonly lane: number
  /** As the take-over left it. */
  readonly token: number
  readonly signal: AbortSignal | undefined
}

/** One lane of a unit: its token, its writing session, its transactions one after another. */
export class Lane implements WritingLane {
  readonly unit: string
  readonly #parts: LaneParts
  #token: number
  #session: Session | null = null
  #broken: string | null = null
  #working = false
  /** Transactions of a lane run one after another, and so does the opening of their session. */
  readonly #turns = new Turns()

  constructor(parts: LaneParts) {
    this.unit = parts.writer.unit
    this.#parts = parts
    this.#token = parts.token
  }

  session(options: Abortable = {}): Promise<Session> {
    // Work asks from within its turn; its session broke only if its transaction did.
    if (this.#session !== null && this.#working) return Promise.resolve(this.#session)
    return this.#turns.take(async () => {
      if (this.#session !== null && !(await isAlive(this.#session))) await this.#drop()
      return await retry(this.#tries(), () => this.#open(options))
    })
  }

  commit<T>(marker: Marker | null | ((result: T) => Marker), work: (session: Session) => Promise<T>): Promise<T> {
    return this.#turns.take(() => retry(this.#tries(), async () => this.#fenced(await this.#open(), marker, work)))
  }

  /** Waits for what runs, then closes the session; another is opened where it is asked for. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turns.over()
    await this.#drop()
  }

  #tries(): RetryOptions {
    return { attempts: 5, pause: 50, signal: this.#parts.signal, again: mayTryAgain }
  }

  /** Opens the writing session and tells etl_lock its id, in a fenced transaction: a fenced owner opens none. */
  async #open(options: Abortable = {}): Promise<Session> {
    if (this.#session !== null) return this.#session
    const { log, lock, lane } = this.#parts
    const session = await log.engine.connect(options)
    try {
      // What the server has not yet noticed to be broken would hold the token's row.
      if (this.#broken !== null) await endConnection(session, this.#broken)
      // The lock's connection is named by lane 0.
      const ids = lane === 0 ? [lock.connection, session.id] : [session.id]
      await this.#fenced(session, null, () => keepConnections(session, this.unit, ids, lane))
    } catch (error) {
      await closeQuietly(session)
      throw error
    }
    this.#broken = null
    this.#session = session
    return session
  }

  async #fenced<T>(
    session: Session,
    marker: Marker | null | ((result: T) => Marker),
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    const { writer, lane } = this.#parts
    // Kept outside: when the outcome of COMMIT is unknown, transaction() gives nothing back.
    const kept: { done?: { readonly result: T; readonly proof: Marker | null } } = {}
    try {
      this.#working = true
      await session.transaction(async () => {
        await passToken(session, this.unit, this.#token, lane)
        const result = await work(session)
        const proof = typeof marker === 'function' ? marker(result) : marker
        if (proof !== null) await writeMarker(session, writer, proof)
        kept.done = { result, proof }
      })
      this.#token += 1
    } catch (error) {
      if (hasCode(error, 'connection-lost', 'commit-unknown')) await this.#drop()
      if (kept.done === undefined || !hasCode(error, 'commit-unknown')) throw error
      await this.#settle(session, kept.done.proof, error)
    } finally {
      this.#working = false
    }
    if (kept.done === undefined) throw new Error('A transaction ended without its work.')
    return kept.done.result
  }

  async #settle(broken: Session, proof: Marker | null, cause: unknown): Promise<void> {
    const { log, lock, writer, lane } = this.#parts
    const token = this.#token
    const commit = { engine: log.engine, lock, ref: writer, lane, token, broken: broken.id, proof }
    const settled = await settleCommit(commit)
    this.#token = settled.token
    if (settled.arrived) return
    throw new DatabaseError(
      'connection-lost',
      `The connection broke before COMMIT of ${this.unit} was done; nothing of it is in.`,
      {
        transient: true,
        cause,
      },
    )
  }

  async #drop(): Promise<void> {
    const session = this.#session
    this.#session = null
    if (session === null) return
    this.#broken = session.id
    await closeQuietly(session)
  }
}

function mayTryAgain(error: unknown): boolean {
  return isConflict(error) || hasCode(error, 'connection-lost', 'unreachable')
}
