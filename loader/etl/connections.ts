import { type Engine, type OpenOptions, openEngine } from '../engine/index.ts'
import { DefinitionError } from '../errors/index.ts'
import type { Setting, WarehouseShape } from '../model/index.ts'

/** The databases of one run, each opened at first use and once; disposing closes them. */
export interface Connections extends AsyncDisposable {
  warehouse(): Promise<Engine>
  /** By its name in config.sources. Throws DefinitionError 'unknown-source'. */
  source(name: string): Promise<Engine>
}

export interface ConnectionOptions {
  /**
   * What becomes of a warehouse that is a file and not there: 'make' it, or let an empty one in memory stand in for it, so that nothing is
   * written. A source is never made.
   */
  readonly missingWarehouse: 'make' | 'stand-in'
  /** Told once what an engine finds worth knowing, such as a slower way in. */
  readonly notice: (message: string) => void
}

export function openConnections(
  warehouse: WarehouseShape,
  { missingWarehouse, notice }: ConnectionOptions,
): Connections {
  const opened = new Map<string, Promise<Engine>>()
  const open = (key: string, place: Setting | string, options: OpenOptions) => {
    const known = opened.get(key)
    if (known !== undefined) return known
    const engine = openPlace(place, options)
    opened.set(key, engine)
    return engine
  }
  return {
    warehouse: () =>
      open('warehouse', warehouse.warehouse, { create: missingWarehouse === 'make' ? true : 'stand-in', notice }),
    source: async (name) => {
      const place = warehouse.sources[name]
      if (place === undefined) throw unknownSource(name, Object.keys(warehouse.sources))
      return await open(`source ${name}`, place, { create: false, notice })
    },
    async [Symbol.asyncDispose]() {
      // What could not be opened was told to whoever asked for it, and needs no closing.
      for (const engine of [...opened.values()].reverse())
        await (await engine.catch(() => null))?.[Symbol.asyncDispose]()
      opened.clear()
    },
  }
}

async function openPlace(place: Setting | string, options: OpenOptions): Promise<Engine> {
  return await openEngine(typeof place === 'string' ? place : place.reveal(), options)
}

function unknownSource(name: string, known: readonly string[]): DefinitionError {
  return new DefinitionError(
    'unknown-source',
    `There is no source "${name}" in config.ts. ${known.length === 0 ? 'It names no source.' : `There are: ${known.join(', ')}.`}`,
  )
}
