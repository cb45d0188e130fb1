import { randomBytes } from 'node:crypto'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Connection } from './connection.ts'
import { openingError } from './opening-error.ts'

/** One open database: one instance per file and process, shared by every engine that names it. */
export interface SharedDatabase {
  readonly instance: DuckDBInstance
  /** Begins the ids of its connections; differs from process to process, so that an id from a dead one hits nobody. */
  readonly mark: string
  readonly connections: Map<string, Connection>
  /** Session locks: name → the connection that holds it. Other processes are kept out by DuckDB's lock on the file. */
  readonly locks: Map<string, Connection>
  /** Gives it back; the last one closes it. */
  release(): void
}

const byPath = new Map<string, { readonly database: Promise<SharedDatabase>; uses: number }>()

/** Opens the database in a file, or a private one in memory (null). */
export async function shareDatabase(path: string | null): Promise<SharedDatabase> {
  if (path === null) return await openDatabase(null, (instance) => instance.closeSync())
  let entry = byPath.get(path)
  if (entry === undefined) {
    entry = { database: openDatabase(path, (instance) => giveBack(path, instance)), uses: 0 }
    byPath.set(path, entry)
  }
  entry.uses += 1
  try {
    return await entry.database
  } catch (error) {
    if (byPath.get(path) === entry) byPath.delete(path)
    throw error
  }
}

function giveBack(path: string, instance: DuckDBInstance): void {
  const entry = byPath.get(path)
  if (entry === undefined) return
  entry.uses -= 1
  if (entry.uses > 0) return
  byPath.delete(path)
  instance.closeSync()
}

async function openDatabase(path: string | null, release: (instance: DuckDBInstance) => void): Promise<SharedDatabase> {
  try {
    const instance = await DuckDBInstance.create(path ?? ':memory:')
    return {
      instance,
      mark: randomBytes(4).toString('hex'),
      connections: new Map(),
      locks: new Map(),
      release: () => release(instance),
    }
  } catch (error) {
    throw openingError(error, path ?? ':memory:')
  }
}
