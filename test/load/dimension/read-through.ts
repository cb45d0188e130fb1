import type { Engine, Session } from '../../../loader/engine/index.ts'

type Rows = AsyncIterable<{ readonly length: number }>

/** The engine, but that what is streamed from it goes through `pass`, in batches or in blocks. */
export function readThrough(engine: Engine, pass: (sql: string, rows: Rows) => Rows): Engine {
  const meddle = (session: Session): Session =>
    new Proxy(session, {
      get: (target, name) => {
        const own: unknown = Reflect.get(target, name, target)
        if (typeof own !== 'function') return own
        if (name !== 'read' && name !== 'readBlocks') return own.bind(target)
        return (...parts: Parameters<Session['read']>) => {
          const [statement] = parts
          return pass(typeof statement === 'string' ? statement : statement.sql, own.apply(target, parts))
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

/** The engine, but that something happens each time after the table has been read whole. */
export function afterReading(engine: Engine, table: string, happens: () => Promise<void>): Engine {
  return readThrough(engine, async function* (sql, rows) {
    yield* rows
    if (sql.includes(table)) await happens()
  })
}

/** The engine, but that something happens when the first rows have been read. */
export function afterFirstRows(engine: Engine, happens: () => Promise<void>): Engine {
  return readThrough(engine, async function* (_, rows) {
    let first = true
    for await (const batch of rows) {
      yield batch
      if (first) await happens()
      first = false
    }
  })
}
