import type { FieldPacket, PrepareStatementInfo } from 'mysql2'
import { DatabaseError } from '../../errors/index.ts'
import type { RawRow } from '../../schema/index.ts'
import type { TableIndex } from '../alter-table.ts'
import type { Capabilities } from '../capabilities.ts'
import type { Dialect, Statement } from '../dialect.ts'
import type { IdleConnections } from '../idle-connections.ts'
import type { LoadBatch } from '../packed-rows.ts'
import type { RowBlock } from '../row-block.ts'
import { inTransaction } from '../server-transaction.ts'
import type {
  Abortable,
  BlockOptions,
  BulkOutcome,
  BulkTarget,
  ReadOptions,
  ResultColumn,
  Session,
  TableColumn,
} from '../session.ts'
import { statementBeginning } from '../statement-beginning.ts'
import { bulkLoad, type WayIn } from './bulk-load.ts'
import * as catalog from './catalog.ts'
import type { Connection } from './connection.ts'
import { connectionLost } from './database-error.ts'
import { bindParameters } from './parameters.ts'
import { readBatches, readBlocks } from './read.ts'
import { resultColumn } from './result-types.ts'
import { oneByOne } from './row-targets.ts'
import type { Server } from './server.ts'
import { killSession, sessionId } from './session-id.ts'
import * as locks from './session-lock.ts'
import { stillOpen } from './still-open.ts'

/** What a session needs to know of its engine. */
export interface SessionPlace {
  readonly dialect: Dialect
  readonly capabilities: Capabilities
  readonly server: Server
  readonly database: string
  readonly way: WayIn
  readonly place: string
  readonly idle: IdleConnections<Connection>
  /** Called once, when the session has ended. */
  readonly closed: (session: Session) => void
}

export class MysqlSession implements Session {
  readonly dialect: Dialect
  readonly capabilities: Capabilities
  #held: Connection | null
  readonly #id: string
  readonly #in: SessionPlace
  readonly #locks = new Set<string>()
  /** Of no use to a later session: who knows its id may end it, a server may hold its locks for a moment. */
  #ownOnly = false

  constructor(connection: Connection, place: SessionPlace) {
    this.#held = connection
    this.#id = sessionId(connection.id, connection.client)
    this.#in = place
    this.dialect = place.dialect
    this.capabilities = place.capabilities
  }

  get id(): string {
    this.#ownOnly = true
    return this.#id
  }

  async execute(statement: Statement | string, options?: Abortable): Promise<number> {
    const { told, sent } = textOf(statement)
    return await this.#connection.statement(told, options, async () => {
      const result = await this.#connection.wire.statement(sent)
      if (Array.isArray(result)) return 0
      stillOpen(this.#connection, result.serverStatus, told)
      return result.affectedRows
    })
  }

  async query(statement: Statement | string, options?: Abortable): Promise<readonly RawRow[]> {
    const { told, sent } = textOf(statement)
    const rows: RawRow[] = []
    await this.#connection.statement(told, options, () =>
      this.#connection.wire.query(sent, (fields) => oneByOne(fields, (row) => void rows.push(row))),
    )
    return rows
  }

  async describe(statement: Statement | string): Promise<readonly ResultColumn[]> {
    const { wire, place } = this.#connection
    const sql = typeof statement === 'string' ? statement : statement.sql
    return await this.#connection.statement(sql, undefined, async () => {
      const prepared = await wire.command<PrepareStatementInfo>((resolve, reject) => {
        wire.driver.prepare(sql, (error, info) => (error === null ? resolve(info) : reject(error)))
      })
      wire.driver.unprepare(sql)
      // Not in the driver's types, though in its documentation: what the server told when it prepared.
      const { columns } = prepared as unknown as { readonly columns: readonly FieldPacket[] }
      if (columns.length === 0) {
        throw new DatabaseError(
          'bad-sql',
          `A statement gives no columns at ${place}. Give a SELECT. Statement: ${statementBeginning(sql)}`,
        )
      }
      return columns.map(resultColumn)
    })
  }

  async *read(statement: Statement | string, options?: ReadOptions): AsyncGenerator<readonly RawRow[]> {
    const { told, sent } = textOf(statement)
    yield* readBatches(this.#connection, told, sent, options)
  }

  async *readBlocks(statement: Statement | string, options?: BlockOptions): AsyncGenerator<RowBlock> {
    const { told, sent } = textOf(statement)
    yield* readBlocks(this.#connection, told, sent, options)
  }

  async bulkLoad(
    target: BulkTarget,
    batches: AsyncIterable<LoadBatch> | Iterable<LoadBatch>,
    options?: Abortable,
  ): Promise<BulkOutcome> {
    return await bulkLoad(this.#connection, this.#in.way, target, batches, options ?? {})
  }

  /** Joins are not faster here (Capabilities.joinsFasterThanRows). */
  async stage(): Promise<null> {
    return null
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    return await inTransaction(this.#connection, work)
  }

  async tableExists(table: string): Promise<boolean> {
    return await catalog.tableExists(this, table)
  }

  async tableColumns(table: string): Promise<readonly TableColumn[] | null> {
    return await catalog.tableColumns(this, table, this.#in.server.collation)
  }

  async tableIndexes(table: string): Promise<readonly TableIndex[]> {
    return await catalog.tableIndexes(this, table)
  }

  async tablesLike(prefix: string): Promise<readonly string[]> {
    return await catalog.tablesLike(this, prefix)
  }

  async columnsLike(prefix: string): Promise<ReadonlyMap<string, readonly string[]>> {
    return await catalog.columnsLike(this, prefix)
  }

  async tryLock(name: string): Promise<boolean> {
    this.#ownOnly = true
    const taken = await locks.tryLock(this, this.#in.database, name)
    if (taken) this.#locks.add(name)
    return taken
  }

  async unlock(name: string): Promise<void> {
    this.#locks.delete(name)
    await locks.unlock(this, this.#in.database, name)
  }

  async kill(id: string): Promise<boolean> {
    return await killSession(this.#connection, id)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const connection = this.#held
    if (connection === null) return
    this.#held = null
    if (this.#ownOnly) await connection.end(this.#locks.size > 0)
    else await this.#in.idle.give(connection)
    this.#in.closed(this)
  }

  get #connection(): Connection {
    if (this.#held === null) throw connectionLost(new Error('the session was closed'), this.#in.place, '')
    return this.#held
  }
}

/** What messages tell, without the values of parameters, and what is sent. */
function textOf(statement: Statement | string): { readonly told: string; readonly sent: string } {
  if (typeof statement === 'string') return { told: statement, sent: statement }
  return { told: statement.sql, sent: bindParameters(statement.sql, statement.params) }
}
