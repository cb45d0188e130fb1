import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine, Session } from '../engine/index.ts'
import { closeQuietly, endConnection, isAlive } from './connections.ts'
import { Turns } from './turns.ts'

const pingEvery = 20_000

/** The name of a unit's lock. */
export function unitLock(unit: string): string {
  return `unit ${unit}`
}

/**
 * A unit's session lock on a connection of its own, pinged every 20 s: free the moment this process ends, and 60 s after its host vanished
 * (Dialect.lockSetup). It tells who is alive; what keeps the data right is the token.
 */
export class SessionLock implements AsyncDisposable {
  readonly #engine: Engine
  readonly #name: string
  #session: Session
  readonly #turns = new Turns()
  #timer: NodeJS.Timeout | undefined

  private constructor(engine: Engine, name: string, session: Session) {
    this.#engine = engine
    this.#name = name
    this.#session = session
    this.#timer = setInterval(() => void this.#ping(), pingEvery).unref()
  }

  /** Null when another holds it and still does after `patience` milliseconds: a killed process's lock is free only once the server has seen its end. */
  static async take(engine: Engine, name: string, patience: number): Promise<SessionLock | null> {
    const session = await lockedSession(engine, name, patience)
    return session === null ? null : new SessionLock(engine, name, session)
  }

  /** The lock's connection; null where connections have no id. */
  get connection(): string | null {
    return this.#session.id
  }

  /** Work on the lock's connection, one after another. */
  use<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#turns.take(() => work(this.#session))
  }

  /** Makes sure that the lock is ours, on a new connection if the old one is dead; false when another holds it by now. */
  regain(): Promise<boolean> {
    return this.use(async (session) => {
      if (await isAlive(session)) return true
      await closeQuietly(session)
      const anew = await lockedSession(this.#engine, this.#name, 1500, session.id)
      if (anew === null) return false
      this.#session = anew
      return true
    })
  }

  async #ping(): Promise<void> {
    // A lock that cannot be had again is no reason to stop: the next commit's token decides.
    await this.regain().catch(() => false)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer)
    await this.use(async (session) => {
      await session.unlock(this.#name).catch(() => {})
      await closeQuietly(session)
    })
  }
}

/** `former`: our own connection that held the lock and broke; the server may not know yet. */
async function lockedSession(
  engine: Engine,
  name: string,
  patience: number,
  former: string | null = null,
): Promise<Session | null> {
  const session = await engine.connect()
  try {
    for (const statement of session.dialect.lockSetup) await session.execute(statement)
    if (former !== null) await endConnection(session, former)
    for (const until = performance.now() + patience; ; await sleep(100)) {
      if (await session.tryLock(name)) return session
      if (performance.now() >= until) break
    }
  } catch (error) {
    await closeQuietly(session)
    throw error
  }
  await closeQuietly(session)
  return null
}
