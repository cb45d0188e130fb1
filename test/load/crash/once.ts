import type { Engine, Session } from '../../../loader/engine/index.ts'

type Method = 'tableExists' | 'bulkLoad' | 'execute' | 'transaction'

/**
 * The engine, but that something happens once: the first time that a session's method is called with such an argument, before it does anything, or
 * after it when it has an answer and nobody was told yet.
 */
export function once(
  engine: Engine,
  when: 'before' | 'after',
  method: Method,
  matches: (argument: unknown) => boolean,
  happens: () => Promise<void>,
): Engine {
  let happened = false
  const meddle = (session: Session): Session =>
    new Proxy(session, {
      get(target, name) {
        const own: unknown = Reflect.get(target, name, target)
        if (typeof own !== 'function') return own
        // No bound function: V8's `await using` takes it for none. Elsewhere a bound one: it leaves the place of the call to be seen.
        if (typeof name === 'symbol') return () => own.apply(target)
        if (name !== method || happened) return own.bind(target)
        return async (...args: readonly unknown[]) => {
          if (happened || !matches(args[0])) return await own.apply(target, args)
          happened = true
          if (when === 'before') await happens()
          const answer = await own.apply(target, args)
          if (when === 'after') await happens()
          return answer
        }
      },
    })
  return {
    dialect: engine.dialect,
    capabilities: engine.capabilities,
    place: engine.place,
    connect: async (options) => meddle(await engine.connect(options)),
    [Symbol.asyncDispose]: async () => undefined,
  }
}
