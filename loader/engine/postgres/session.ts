import type { Cells, RawRow } from '../../schema/index.ts'
import type { TableIndex } from '../alter-table.ts'
import type { Statement } from '../dialect.ts'
import type { Abortable, BulkOutcome, BulkTarget, ReadOptions, ResultColumn, Session, TableColumn } from '../session.ts'
import { bulkLoad } from './bulk-load.ts'
import { capabilities } from './capabilities.ts'
import * as catalog from './catalog.ts'
import type { Connection } from './connection.ts'
import { describe } from './describe.ts'
import { dialect } from './dialect.ts'
import { readBatches } from './read.ts'
import { killSession } from './session-id.ts'
import * as locks from './session-lock.ts'
import { inTransaction, stillOpen } from './transaction.ts'
import type { Answer } from './wire.ts'

export class PostgresSession implements Session {
  readonly dialect = dialect
  readonly capabilities = capabilities
  readonly id: string
  readonly #connection: Connection
  readonly #closed: (session: Session) => void
  readonly #locks = new Set<string>()

  /** `closed` is called when the session has ended. */
  constructor(connection: Connection, closed: (session: Session) => void) {
    this.#connection = connection
    this.#closed = closed
    this.id = connection.id
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

  read(statement: Statement | string, options?: ReadOptions): AsyncIterable<readonly RawRow[]> {
    return readBatches(this.#connection, asStatement(statement), options)
  }

  async bulkLoad(
    target: BulkTarget,
    batches: AsyncIterable<readonly Cells[]> | Iterable<readonly Cells[]>,
    options?: Abortable,
  ): Promise<BulkOutcome> {
    return await bulkLoad(this.#connection, target, batches, options ?? {})
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

  async tryLock(name: string): Promise<boolean> {
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
    await this.#connection.end(this.#locks.size > 0)
    this.#closed(this)
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
