import { DatabaseError } from '../../errors/index.ts'
import type { Statement } from '../dialect.ts'
import type { Session } from '../session.ts'
import { bulkLoad } from './bulk-load.ts'
import { capabilities } from './capabilities.ts'
import { columnsLike, tableColumns, tableExists, tablesLike } from './catalog.ts'
import { Connection } from './connection.ts'
import { databaseError } from './database-error.ts'
import { describe } from './describe.ts'
import { dialect } from './dialect.ts'
import { readAll } from './read-rows.ts'
import { readStream } from './read-stream.ts'
import { runStatement } from './run-statement.ts'
import type { SharedDatabase } from './shared-database.ts'
import { ownConnection, stage } from './stage.ts'
import { inTransaction } from './transaction.ts'

/** A session of this database, set up; disposing it rolls back what is open and frees its locks. */
export async function connectSession(database: SharedDatabase, place: string): Promise<Session> {
  const native = await database.connect().catch((error: unknown) => {
    throw databaseError(error, place, 'connect')
  })
  const id = `${database.mark}.${native.clientContext.connectionId}`
  const connection = new Connection(database, native, id, place)
  database.connections.set(id, connection)
  const session: Session & { readonly [ownConnection]: Connection } = {
    [ownConnection]: connection,
    dialect,
    capabilities,
    id,
    async execute(statement, options) {
      const { sql, params } = asStatement(statement)
      const result = await connection.statement(sql, options, () => runStatement(connection, { sql, params }))
      return result.rowsChanged
    },
    async query(statement, options) {
      const { sql, params } = asStatement(statement)
      return await connection.statement(sql, options, async () =>
        readAll(await runStatement(connection, { sql, params })),
      )
    },
    describe: (statement) => describe(connection, asStatement(statement)),
    read: (statement, options) => readStream(connection, asStatement(statement), options),
    bulkLoad: (target, batches, options) => bulkLoad(connection, target, batches, options),
    stage: (table, from, statement, options) => stage(connection, table, from, asStatement(statement), options),
    transaction: (work) => inTransaction(connection, work),
    tableExists: (table) => tableExists(session, table),
    tableColumns: (table) => tableColumns(session, table),
    // Our tables carry none (capabilities.indexes).
    tableIndexes: async () => [],
    tablesLike: (prefix) => tablesLike(session, prefix),
    columnsLike: (prefix) => columnsLike(session, prefix),
    tryLock: async (name) => {
      refuseAfterEnd(connection)
      const holder = database.locks.get(name)
      if (holder !== undefined && holder !== connection) return false
      database.locks.set(name, connection)
      return true
    },
    unlock: async (name) => {
      if (database.locks.get(name) === connection) database.locks.delete(name)
    },
    kill: async (other) => {
      const victim = database.connections.get(other)
      if (victim === undefined) return false
      await end(database, victim, `session ${id} ended it`)
      return true
    },
    [Symbol.asyncDispose]: () => end(database, connection, 'it was closed'),
  }
  return session
}

/** Ends a connection and frees what it held. */
export async function end(database: SharedDatabase, connection: Connection, why: string): Promise<void> {
  database.connections.delete(connection.id)
  await connection.end(why)
  for (const [name, holder] of database.locks) if (holder === connection) database.locks.delete(name)
}

function refuseAfterEnd(connection: Connection): void {
  if (!connection.ended) return
  throw new DatabaseError('connection-lost', `The session with ${connection.place} has ended.`, { transient: true })
}

function asStatement(statement: Statement | string): Statement {
  return typeof statement === 'string' ? { sql: statement, params: [] } : statement
}
