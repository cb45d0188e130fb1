import type { Engine, Session } from '../../../loader/engine/index.ts'

/** The engine, but that something happens each time after the table has been read whole. */
export function afterReading(engine: Engine, table: string, happens: () => Promise<void>): Engine {
  const meddle = (session: Session): Session =>
    new Proxy(session, {
      get: (target, name) => {
        const own: unknown = Reflect.get(target, name, target)
        const isReading = name === 'read' || name === 'readBlocks'
        if (!isReading || typeof own !== 'function') return typeof own === 'function' ? own.bind(target) : own
        return async function* (...parts: Parameters<Session['read']>) {
          yield* own.apply(target, parts)
          const [statement] = parts
          if ((typeof statement === 'string' ? statement : statement.sql).includes(table)) await happens()
        }
      },
    })
  return {
    ...engine,
    dialect: engine.dialect,
    capabilities: engine.capabilities,
    place: engine.place,
    connect: async (options) => meddle(await engine.connect(options)),
    [Symbol.asyncDispose]: async () => undefined,
  }
}
