import { type Engine, openEngine, type Session } from '../../../loader/engine/index.ts'

/** A session of a database of its own in memory; closing it closes all sessions of its engine. */
export async function memorySession(): Promise<
  { readonly session: Session; readonly engine: Engine } & AsyncDisposable
> {
  const engine = await openEngine('duckdb::memory:')
  return { engine, session: await engine.connect(), [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose]() }
}
