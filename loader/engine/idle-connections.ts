import type { Abortable } from './session.ts'

/** A connection that may serve one session after another. */
export interface Reusable {
  /** Alive, and nothing of its session is left: no transaction, nothing that runs or that was interrupted. */
  readonly clean: boolean
  /** Takes back what a session has set, as the server itself does that, and says again what every session says first. */
  renew(options?: Abortable): Promise<void>
  end(): Promise<void>
}

/** More would only wait. */
const most = 4

/** What stands idle for longer may have been cut by a firewall without a word. */
const milliseconds = 5000

/** Connections between two sessions: a login costs a server some ten milliseconds, and a unit needs many short sessions. */
export class IdleConnections<C extends Reusable> implements AsyncDisposable {
  readonly #idle: { readonly connection: C; readonly since: number }[] = []
  #closed = false

  /** One that is as new; null where there is none. */
  async take(options?: Abortable): Promise<C | null> {
    for (let last = this.#idle.pop(); last !== undefined; last = this.#idle.pop()) {
      const { connection, since } = last
      if (connection.clean && performance.now() - since < milliseconds) {
        try {
          await connection.renew(options)
          return connection
        } catch {
          // It died meanwhile; if there is more to say, a new connection says it.
        }
      }
      await connection.end()
    }
    return null
  }

  /** Keeps it for the next session, or ends it. */
  async give(connection: C): Promise<void> {
    if (this.#closed || !connection.clean || this.#idle.length >= most) await connection.end()
    else this.#idle.push({ connection, since: performance.now() })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    await Promise.all(this.#idle.splice(0).map(({ connection }) => connection.end()))
  }
}
