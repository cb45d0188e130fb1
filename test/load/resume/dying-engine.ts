import type { Engine, Session } from '../../../loader/engine/index.ts'

/** Where a process dies: behind the nth statement that begins so, or the nth transaction that holds such a one. */
export interface Death {
  readonly statement: RegExp
  readonly nth?: number
  /** When the transaction is committed, not at once. Default: true. */
  readonly committed?: boolean
  /** What happens then. Default: every further call fails, so that nothing more is written, as after SIGKILL. */
  readonly die?: () => void
}

/** The engine of a process that dies: what it had open is closed, what it had not committed is gone, and it says no word of it. */
export function dyingEngine(engine: Engine, { statement, nth = 1, committed = true, die }: Death): Engine {
  let reached = 0
  let dead = false
  const passed = (): void => {
    reached += 1
    if (reached !== nth) return
    if (die === undefined) dead = true
    else die()
  }
  const alive = (): void => {
    if (dead) throw new Error('The process is dead.')
  }
  const wrapped = (session: Session): Session => {
    let met = false
    const methods: Partial<Session> = {
      async execute(given, options) {
        const changed = await session.execute(given, options)
        if (statement.test(typeof given === 'string' ? given : given.sql)) {
          met = true
          if (!committed) passed()
        }
        alive()
        return changed
      },
      async transaction(work) {
        met = false
        const done = await session.transaction(work)
        if (met && committed) passed()
        alive()
        return done
      },
    }
    return new Proxy(session, {
      get(target, name) {
        const own = methods[name as keyof Session]
        const member: unknown = own ?? Reflect.get(target, name)
        if (typeof member !== 'function') return member
        // What the operating system does for the dead: connections are closed.
        if (typeof name === 'symbol' || name === 'unlock') return () => member.apply(target)
        return (...args: readonly unknown[]) => {
          alive()
          return member.apply(target, args)
        }
      },
    })
  }
  return {
    dialect: engine.dialect,
    capabilities: engine.capabilities,
    place: engine.place,
    connect: async (options) => {
      alive()
      return wrapped(await engine.connect(options))
    },
    [Symbol.asyncDispose]: async () => undefined,
  }
}
