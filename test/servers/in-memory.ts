import type { TestEngine } from './engines.ts'

/** A DuckDB in memory, for what no server does otherwise; it lives as long as what is connected to it. */
export const inMemory: TestEngine = {
  name: 'duckdb',
  database: async () => ({ url: 'duckdb::memory:', [Symbol.asyncDispose]: async () => undefined }),
}
