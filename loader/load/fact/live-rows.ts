import type { Engine } from '../../engine/index.ts'

/** The rows of the live table, counted on a session of its own while the load goes on: the shrink guard's measure. */
export class LiveRows implements AsyncDisposable {
  readonly #stop = new AbortController()
  readonly #counted: Promise<number>

  constructor(warehouse: Engine, table: string, signal: AbortSignal) {
    this.#counted = count(warehouse, table, AbortSignal.any([signal, this.#stop.signal]))
    // Whoever asks is told; a load that fails first does not ask.
    this.#counted.catch(() => undefined)
  }

  count(): Promise<number> {
    return this.#counted
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#counted.catch(() => undefined)
  }
}

async function count(warehouse: Engine, table: string, signal: AbortSignal): Promise<number> {
  await using session = await warehouse.connect({ signal })
  const rows = await session.query(`SELECT COUNT(*) FROM ${session.dialect.quote(table)}`, { signal })
  return Number(rows[0]?.[0])
}
