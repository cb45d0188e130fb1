import type { Engine, Session } from '../../../loader/engine/index.ts'

/** The engine, but that something happens when somebody has looked whether a table is there and was not yet told. */
export function afterLooking(engine: Engine, happens: () => Promise<void>): Engine {
  let looked = false
  const meddle = (session: Session): Session =>
    new Proxy(session, {
      get(target, name) {
        const own: unknown = Reflect.get(target, name, target)
        if (name === 'tableExists' && !looked) {
          return async (table: string) => {
            looked = true
            const answer = await target.tableExists(table)
            await happens()
            return answer
          }
        }
        if (typeof own !== 'function') return own
        // No bound function: V8's `await using` takes it for none. Elsewhere a bound one: it leaves the place of the call to be seen.
        return typeof name === 'symbol' ? () => own.apply(target) : own.bind(target)
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
