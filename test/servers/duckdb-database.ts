import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { scratchFolder } from './scratch-folder.ts'
import type { TestDatabase } from './test-database.ts'

/** A new DuckDB file (made at the first connection) in a folder of its own; both are removed when disposed. */
export async function duckdbDatabase(): Promise<TestDatabase> {
  const folder = scratchFolder('duckdb')
  return {
    url: `duckdb:${join(folder, 'test.duckdb')}`,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
