import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestDatabase } from './test-database.ts'

/** A new DuckDB file (made at the first connection) in a folder of its own; both are removed when disposed. */
export async function duckdbDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'typeline-duckdb-'))
  return {
    url: `duckdb:${join(folder, 'test.duckdb')}`,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
