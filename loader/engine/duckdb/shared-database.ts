import { randomBytes } from 'node:crypto'
import { DuckDBInstance } from '@duckdb/node-api'
import { DefinitionError } from '../../errors/index.ts'
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

type Options = Readonly<Record<string, string>>

const byPath = new Map<string, { readonly database: Promise<SharedDatabase>; readonly options: string; uses: number }>()

/**
 * Opens the database in a file, or a private one in memory (null), with DuckDB's configuration options. Throws DefinitionError 'duckdb-url' when
 * the file is open with others: a file is opened once in a process.
 */
export async function shareDatabase(path: string | null, options: Options): Promise<SharedDatabase> {
  if (path === null) return await openDatabase(null, options, (instance) => instance.closeSync())
  const text = JSON.stringify(options)
  let entry = byPath.get(path)
  if (entry === undefined) {
    entry = { database: openDatabase(path, options, (instance) => giveBack(path, instance)), options: text, uses: 0 }
    byPath.set(path, entry)
  }
  if (entry.options !== text) {
    throw new DefinitionError(
      'duckdb-url',
      `The DuckDB file ${path} is named twice with different options: ${entry.options} and ${text}. Give both URLs the same.`,
    )
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

async function openDatabase(
  path: string | null,
  options: Options,
  release: (instance: DuckDBInstance) => void,
): Promise<SharedDatabase> {
  try {
    const instance = await DuckDBInstance.create(path ?? ':memory:', options)
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
