import type { Abortable, Session } from '../engine/index.ts'
import { forgetConnections } from './connections.ts'
import type { RejectedRow, UnitCounts } from './counts.ts'
import { endUnit } from './end-unit.ts'
import { adoptBatches, giveUpBatches, type Interrupted } from './interrupted.ts'
import { Lane } from './lane.ts'
import { openLanes } from './open-lanes.ts'
import type { Log } from './open-log.ts'
import type { FormerUnitRun, Marker, UnitOwner, WritingLane } from './run-log.ts'
import type { SessionLock } from './session-lock.ts'
import { settleFormer } from './settle-former.ts'
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

/** Owner of a unit's lane 0, and of others where it opens them. */
export class LaneOwner implements UnitOwner {
  readonly unit: string
  readonly number: number
  readonly former: FormerUnitRun | null
  readonly #taken: Taken
  readonly #writer: UnitRunWriter
  readonly #lane: Lane
  #rejects = 0

  constructor(taken: Taken) {
    const { unit, number, runId, log, lock, signal } = taken
    this.#taken = taken
    this.unit = unit
    this.number = number
    this.former = taken.former
    this.#writer = { unit, number, runId, clock: log.clock, nextReject: () => ++this.#rejects }
    this.#lane = new Lane({ log, lock, writer: this.#writer, lane: 0, token: number, signal })
  }

  session(options: Abortable = {}): Promise<Session> {
    return this.#lane.session(options)
  }

  commit<T>(marker: Marker | null | ((result: T) => Marker), work: (session: Session) => Promise<T>): Promise<T> {
    return this.#lane.commit(marker, work)
  }

  async lanes(count: number): Promise<readonly WritingLane[]> {
    const { log, lock, signal } = this.#taken
    const tokens = await this.commit(null, (session) => openLanes(session, this.#writer, count))
    return tokens.map((token, at) => new Lane({ log, lock, writer: this.#writer, lane: at + 1, token, signal }))
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
    await this.#lane[Symbol.asyncDispose]()
    await endUnit(this.#taken.log.engine, this.#writer, { status, error, lost, counts })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lane[Symbol.asyncDispose]()
    await using lock = this.#taken.lock
    // Ids may come again after a server's restart: none is left for the next owner to end.
    await lock.use((session) => forgetConnections(session, this.unit, this.number)).catch(() => {})
  }
}
