import type { Abortable, Session } from '../engine/index.ts'
import { DatabaseError } from '../errors/index.ts'
import { closeQuietly, endConnection, forgetConnections, isAlive, keepConnections } from './connections.ts'
import type { RejectedRow, UnitCounts } from './counts.ts'
import { endUnit } from './end-unit.ts'
import { adoptBatches, giveUpBatches, type Interrupted } from './interrupted.ts'
import { writeMarker } from './marker.ts'
import type { Log } from './open-log.ts'
import { hasCode, isConflict, type RetryOptions, retry } from './retry.ts'
import type { FormerUnitRun, Marker, UnitOwner } from './run-log.ts'
import type { SessionLock } from './session-lock.ts'
import { settleCommit } from './settle-commit.ts'
import { settleFormer } from './settle-former.ts'
import { passToken } from './token.ts'
import type { UnitRunWriter } from './unit-run-ref.ts'

interface Taken {
  readonly log: Log
  readonly lock: SessionLock
  readonly unit: string
  readonly number: number
  readonly former: FormerUnitRun | null
  readonly runId: number
  readonly signal: AbortSignal | undefined
}

/** Owner of a unit's lane 0. */
export class LaneOwner implements UnitOwner {
  readonly unit: string
  readonly number: number
  readonly former: FormerUnitRun | null
  readonly #taken: Taken
  readonly #writer: UnitRunWriter
  #token: number
  #rejects = 0
  #session: Session | null = null
  #broken: string | null = null
  #working = false
  #last: Promise<unknown> = Promise.resolve()

  constructor(taken: Taken) {
    this.#taken = taken
    this.unit = taken.unit
    this.number = taken.number
    this.former = taken.former
    this.#token = taken.number
    const { unit, number, runId, log } = taken
    this.#writer = { unit, number, runId, clock: log.clock, nextReject: () => ++this.#rejects }
  }

  session(options: Abortable = {}): Promise<Session> {
    // Work asks from within its turn; its session broke only if its transaction did.
    if (this.#session !== null && this.#working) return Promise.resolve(this.#session)
    return this.#inTurn(async () => {
      if (this.#session !== null && !(await isAlive(this.#session))) await this.#drop()
      return await retry(this.#tries(), () => this.#open(options))
    })
  }

  commit<T>(marker: Marker | null | ((result: T) => Marker), work: (session: Session) => Promise<T>): Promise<T> {
    return this.#inTurn(() => retry(this.#tries(), async () => this.#fenced(await this.#open(), marker, work)))
  }

  settleFormer(swapped: boolean): Promise<void> {
    const { former } = this
    if (former?.status !== 'publishing')
      throw new Error(`The unit run before this one of ${this.unit} left nothing to settle.`)
    return this.commit(null, (session) => settleFormer(session, this.#writer, former, swapped))
  }

  async adopt(load: Interrupted): Promise<void> {
    this.#rejects = await this.commit(null, (session) => adoptBatches(session, load, this.#writer))
  }

  giveUp(): Promise<void> {
    return this.commit(null, (session) => giveUpBatches(session, this.#writer))
  }

  async fail(
    status: 'failed' | 'fenced' | 'cancelled',
    error: unknown,
    lost: readonly RejectedRow[],
    counts: UnitCounts,
  ): Promise<void> {
    await this.#last
    await this.#drop()
    await endUnit(this.#taken.log.engine, this.#writer, { status, error, lost, counts })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last
    await this.#drop()
    await using lock = this.#taken.lock
    // Ids may come again after a server's restart: none is left for the next owner to end.
    await lock.use((session) => forgetConnections(session, this.unit, this.number)).catch(() => {})
  }

  #tries(): RetryOptions {
    return { attempts: 5, pause: 50, signal: this.#taken.signal, again: mayTryAgain }
  }

  /** Transactions of a lane run one after another, and so does the opening of their session. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => {})
    return turn
  }

  /** Opens the writing session and tells etl_lock its id, in a fenced transaction: a fenced owner opens none. */
  async #open(options: Abortable = {}): Promise<Session> {
    if (this.#session !== null) return this.#session
    const { log, lock } = this.#taken
    const session = await log.engine.connect(options)
    try {
      // What the server has not yet noticed to be broken would hold the token's row.
      if (this.#broken !== null) await endConnection(session, this.#broken)
      await this.#fenced(session, null, () => keepConnections(session, this.unit, [lock.connection, session.id]))
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
    // Kept outside: when the outcome of COMMIT is unknown, transaction() gives nothing back.
    const kept: { done?: { readonly result: T; readonly proof: Marker | null } } = {}
    try {
      this.#working = true
      await session.transaction(async () => {
        await passToken(session, this.unit, this.#token)
        const result = await work(session)
        const proof = typeof marker === 'function' ? marker(result) : marker
        if (proof !== null) await writeMarker(session, this.#writer, proof)
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
    const { log, lock } = this.#taken
    const token = this.#token
    const settled = await settleCommit({ engine: log.engine, lock, ref: this.#writer, token, broken: broken.id, proof })
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
