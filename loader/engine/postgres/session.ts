import type { RawRow } from '../../schema/index.ts'
import type { TableIndex } from '../alter-table.ts'
import type { Statement } from '../dialect.ts'
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
import { bulkLoad } from './bulk-load.ts'
import { capabilities } from './capabilities.ts'
import * as catalog from './catalog.ts'
import type { Connection } from './connection.ts'
import { connectionLost } from './database-error.ts'
import { describe } from './describe.ts'
import { dialect } from './dialect.ts'
import { readBatches, readBlocks } from './read.ts'
import { killSession } from './session-id.ts'
import * as locks from './session-lock.ts'
import { stillOpen } from './still-open.ts'
import type { Answer } from './wire.ts'

/** What a session needs to know of its engine. */
export interface SessionPlace {
  readonly place: string
  readonly idle: IdleConnections<Connection>
  /** Called once, when the session has ended. */
  readonly closed: (session: Session) => void
}

export class PostgresSession implements Session {
  readonly dialect = dialect
  readonly capabilities = capabilities
  #held: Connection | null
  readonly #id: string
  readonly #in: SessionPlace
  readonly #locks = new Set<string>()
  /** Of no use to a later session: who knows its id may end it, a server may hold its locks for a moment. */
  #ownOnly = false

  constructor(connection: Connection, place: SessionPlace) {
    this.#held = connection
    this.#id = connection.id
    this.#in = place
  }

  get id(): string {
    this.#ownOnly = true
    return this.#id
  }

  async execute(statement: Statement | string, options?: Abortable): Promise<number> {
    const { command } = await this.#run(statement, options)
    return Number(/^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/.exec(command)?.[1] ?? 0)
  }

  async query(statement: Statement | string, options?: Abortable): Promise<readonly RawRow[]> {
    return (await this.#run(statement, options)).rows
  }

  async describe(statement: Statement | string): Promise<readonly ResultColumn[]> {
    return await describe(this.#connection, asStatement(statement).sql)
  }

  async *read(statement: Statement | string, options?: ReadOptions): AsyncGenerator<readonly RawRow[]> {
    yield* readBatches(this.#connection, asStatement(statement), options)
  }

  async *readBlocks(statement: Statement | string, options?: BlockOptions): AsyncGenerator<RowBlock> {
    yield* readBlocks(this.#connection, asStatement(statement), options)
  }

  async bulkLoad(
    target: BulkTarget,
    batches: AsyncIterable<LoadBatch> | Iterable<LoadBatch>,
    options?: Abortable,
  ): Promise<BulkOutcome> {
    return await bulkLoad(this.#connection, target, batches, options ?? {})
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
    return await catalog.tableColumns(this, table)
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
    const taken = await locks.tryLock(this, name)
    if (taken) this.#locks.add(name)
    return taken
  }

  async unlock(name: string): Promise<void> {
    this.#locks.delete(name)
    await locks.unlock(this, name)
  }

  async kill(id: string): Promise<boolean> {
    return await killSession(this, id)
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

  async #run(statement: Statement | string, options: Abortable | undefined): Promise<Answer> {
    const { sql, params } = asStatement(statement)
    return await this.#connection.statement(sql, options, async () => {
      const answer = await this.#connection.wire.statement(sql, params)
      stillOpen(this.#connection, sql)
      return answer
    })
  }
}

function asStatement(statement: Statement | string): Statement {
  return typeof statement === 'string' ? { sql: statement, params: [] } : statement
}
