import { randomBytes } from 'node:crypto'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { DefinitionError } from '../../errors/index.ts'
import type { Connection } from './connection.ts'
import { dialect } from './dialect.ts'
import { Home } from './home.ts'
import { openingError } from './opening-error.ts'
import { quote } from './quote.ts'

/** One open database: attached once in a process, shared by every engine that names it. */
export interface SharedDatabase {
  /** Reaches all databases of this process that have the same options. */
  readonly instance: DuckDBInstance
  /** What it is called there. */
  readonly name: string
  /** Begins the ids of its connections; differs from process to process, so that an id from a dead one hits nobody. */
  readonly mark: string
  readonly connections: Map<string, Connection>
  /** Session locks: name → the connection that holds it. Other processes are kept out by DuckDB's lock on the file. */
  readonly locks: Map<string, Connection>
  /** A connection, set up, to which names without a database are its own. */
  connect(): Promise<DuckDBConnection>
  /** Gives it back; the last one closes it. */
  release(): Promise<void>
}

type Options = Readonly<Record<string, string>>

const byPath = new Map<string, { readonly database: Promise<SharedDatabase>; readonly options: string; uses: number }>()

/**
 * Opens the database in a file, or a private one in memory (null), with DuckDB's configuration options. Throws DefinitionError 'duckdb-url' when
 * the file is open with others: a file is opened once in a process.
 */
export async function shareDatabase(path: string | null, options: Options): Promise<SharedDatabase> {
  if (path === null) return await openDatabase(null, options, (detach) => detach())
  const text = JSON.stringify(options)
  let entry = byPath.get(path)
  if (entry === undefined) {
    entry = { database: openDatabase(path, options, (detach) => giveBack(path, detach)), options: text, uses: 0 }
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

async function giveBack(path: string, detach: () => Promise<void>): Promise<void> {
  const entry = byPath.get(path)
  if (entry === undefined) return
  entry.uses -= 1
  if (entry.uses > 0) return
  byPath.delete(path)
  await detach()
}

async function openDatabase(
  path: string | null,
  options: Options,
  release: (detach: () => Promise<void>) => Promise<void>,
): Promise<SharedDatabase> {
  try {
    const { home, name } = await Home.attach(path, options)
    const { instance } = home
    return {
      instance,
      name,
      mark: randomBytes(4).toString('hex'),
      connections: new Map(),
      locks: new Map(),
      connect: () => connectTo(instance, name),
      release: () => release(() => home.detach(name)),
    }
  } catch (error) {
    throw openingError(error, path ?? ':memory:')
  }
}

async function connectTo(instance: DuckDBInstance, name: string): Promise<DuckDBConnection> {
  const connection = await instance.connect()
  try {
    await connection.run([`USE ${quote(name)}`, ...dialect.sessionSetup].join('; '))
    return connection
  } catch (error) {
    connection.disconnectSync()
    throw error
  }
}
