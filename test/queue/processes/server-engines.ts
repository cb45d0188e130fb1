import { inject } from 'vitest'
import { mysqlDatabase, postgresDatabase, type TestDatabase } from '../../servers/index.ts'

export interface ServerEngine {
  readonly name: 'mysql' | 'postgres'
  database(): Promise<TestDatabase>
  /** Whether its server is installed, and Redis. */
  readonly isHere: boolean
}

/** Those of whose warehouses several processes may be at one. */
export const serverEngines: readonly ServerEngine[] = [
  { name: 'mysql', database: () => mysqlDatabase(), isHere: isHere('mysqlUrl') },
  { name: 'postgres', database: () => postgresDatabase(), isHere: isHere('postgresUrl') },
]

function isHere(server: 'mysqlUrl' | 'postgresUrl'): boolean {
  return inject(server) !== null && inject('redisUrl') !== null
}
