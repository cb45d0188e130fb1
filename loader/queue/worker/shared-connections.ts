import type { Engine } from '../../engine/index.ts'
import { type Connections, openConnections } from '../../etl/index.ts'
import type { WarehouseShape } from '../../model/index.ts'

/** Milliseconds for which sources that no task needs are kept open: long enough for the next task of a refresh. */
const lingering = 2000

export interface SharedConnections extends AsyncDisposable {
  /** For one task, which disposes of it; the warehouse stays open, since a file has one owner, and its sources soon close. */
  take(): Connections
  readonly warehouse: Engine
}

/** The connections of a worker's tasks; the warehouse is opened at once. */
export async function shareConnections(
  warehouse: WarehouseShape,
  notice: (message: string) => void,
): Promise<SharedConnections> {
  const options = { missingWarehouse: 'make', notice } as const
  const own = openConnections(warehouse, options)
  const engine = await own.warehouse()
  let sources = openConnections(warehouse, options)
  let users = 0
  let timer: NodeJS.Timeout | undefined
  const closing = new Set<Promise<void>>()
  const close = () => {
    const former = sources
    sources = openConnections(warehouse, options)
    const closed = Promise.resolve(former[Symbol.asyncDispose]())
      .catch((error: unknown) =>
        notice(`A source could not be closed: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => closing.delete(closed))
    closing.add(closed)
  }
  return {
    warehouse: engine,
    take() {
      clearTimeout(timer)
      users++
      const mine = sources
      return {
        warehouse: async () => engine,
        source: (name) => mine.source(name),
        async [Symbol.asyncDispose]() {
          users--
          if (users === 0) timer = setTimeout(close, lingering)
        },
      }
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(timer)
      close()
      await Promise.all(closing)
      await own[Symbol.asyncDispose]()
    },
  }
}
