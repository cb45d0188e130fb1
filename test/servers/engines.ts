import { inject } from 'vitest'
import { duckdbDatabase } from './duckdb-database.ts'
import { mysqlDatabase } from './mysql-database.ts'
import { postgresDatabase } from './postgres-database.ts'
import type { TestDatabase } from './test-database.ts'

export type EngineName = 'duckdb' | 'mysql' | 'postgres'

export interface TestEngine {
  /** For titles; told apart in tests only where the engines truly differ. */
  readonly name: EngineName
  database(): Promise<TestDatabase>
}

const all: readonly TestEngine[] = [
  { name: 'duckdb', database: duckdbDatabase },
  { name: 'mysql', database: () => mysqlDatabase() },
  { name: 'postgres', database: () => postgresDatabase() },
]

const here: Readonly<Record<EngineName, boolean>> = {
  duckdb: true,
  mysql: inject('mysqlUrl') !== null,
  postgres: inject('postgresUrl') !== null,
}

/**
 * The engines that are here, for `describe.each(engines)('… ($name)', ({ name, database }) => …)`. One that is missing is left out, which
 * the run says aloud at its start and end; with CI=true the run fails instead.
 */
export const engines: readonly TestEngine[] = all.filter(({ name }) => here[name])
