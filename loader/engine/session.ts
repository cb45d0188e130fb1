import type { Kind, RawRow } from '../schema/index.ts'
import type { TableIndex } from './alter-table.ts'
import type { BulkTarget } from './bulk-target.ts'
import type { Capabilities } from './capabilities.ts'
import type { Dialect, Statement } from './dialect.ts'
import type { LoadBatch } from './packed-rows.ts'
import type { RowBlock } from './row-block.ts'

export type { BulkTarget }

/** A column of a result, as the database tells it without reading a row. */
export interface ResultColumn {
  readonly name: string
  /** The database's own word, for messages. */
  readonly type: string
  /** The column type whose values these are; null: none of ours (a list, an interval …). */
  readonly kind: Kind | null
  /** Its times are moments, printed in UTC; else they are what a clock showed somewhere. */
  readonly instant?: true
}

export interface Abortable {
  readonly signal?: AbortSignal
}

export interface ReadOptions extends Abortable {
  /** Rows of one batch; default 4096. The last one may be shorter, none is empty. */
  readonly batchRows?: number
}

export interface BlockOptions extends ReadOptions {
  /** Blocks are released one by one (`RowBlock.release`), so their rooms may be larger than they are. Default: false, they are kept. */
  readonly released?: boolean
}

export interface BulkOutcome {
  readonly sent: number
  readonly loaded: number
}

/**
 * One connection with a state of its own. Statements of one session run one after another; calling while another runs is a bug and throws.
 * A session whose statement failed inside a transaction can only roll back. Errors are DatabaseError with the statement's beginning.
 */
export interface Session extends AsyncDisposable {
  readonly dialect: Dialect
  readonly capabilities: Capabilities
  /** Names this connection for kill, also after the server has restarted and given its number to another; null where there is none. */
  readonly id: string | null
  /** Runs a statement without result; returns the rows it matched: an UPDATE counts a row that it finds, though its values stay equal. */
  execute(statement: Statement | string, options?: Abortable): Promise<number>
  /** Runs a query whose result fits in memory. */
  query(statement: Statement | string, options?: Abortable): Promise<readonly RawRow[]>
  /** Names and types of a query's columns, by preparing it; runs nothing. */
  describe(statement: Statement | string): Promise<readonly ResultColumn[]>
  /** Streams a result by batches with back pressure; a result cut short throws. Leaving the loop early ends the server's query. */
  read(statement: Statement | string, options?: ReadOptions): AsyncIterable<readonly RawRow[]>
  /** The same rows in the order of the result, not yet made, no more in a block than in a batch; absent where an engine has nothing that costs less than `read`. */
  readBlocks?(statement: Statement | string, options?: BlockOptions): AsyncIterable<RowBlock>
  /**
   * The engine's fastest way in, all or nothing; checks warnings and row counts. Rows are conformed cells in the target's column order, or packed by `Dialect.packer`. A key that is
   * there already, or twice in the load, throws code 'duplicate-key'.
   */
  bulkLoad(
    target: BulkTarget,
    batches: AsyncIterable<LoadBatch> | Iterable<LoadBatch>,
    options?: Abortable,
  ): Promise<BulkOutcome>
  /**
   * Makes a table, outside of transactions, of all rows of a query of another session's database without their travelling; gives its columns. Null, and no table, where that
   * cannot be done: engines whose joins are not faster than rows travel, and whatever they do not reach.
   */
  stage(
    table: string,
    from: Session,
    statement: Statement | string,
    options?: Abortable,
  ): Promise<readonly ResultColumn[] | null>
  /** BEGIN, work, COMMIT; ROLLBACK when work throws. Not nested. An unknown outcome of COMMIT throws code 'commit-unknown'. */
  transaction<T>(work: () => Promise<T>): Promise<T>
  tableExists(table: string): Promise<boolean>
  /** Columns of a table in order, as the database tells them; null when there is no such table. */
  tableColumns(table: string): Promise<readonly TableColumn[] | null>
  /** Indexes of a table, primary keys among them; none where the engine carries none. Those over expressions are left out. */
  tableIndexes(table: string): Promise<readonly TableIndex[]>
  /** Tables whose name begins with this text (shadows, stages). */
  tablesLike(prefix: string): Promise<readonly string[]>
  /** The same with the names of their columns in order, by one question. */
  columnsLike(prefix: string): Promise<ReadonlyMap<string, readonly string[]>>
  /** Takes the session lock of that name at once or says false; freed when the session ends, however it ends. */
  tryLock(name: string): Promise<boolean>
  unlock(name: string): Promise<void>
  /** Ends another connection of the same server where that is possible; false where not. */
  kill(id: string): Promise<boolean>
}

export interface TableColumn {
  readonly name: string
  /** The database's full type text, e.g. `decimal(12,2)`. */
  readonly type: string
  readonly nullable: boolean
}

export interface OpenOptions {
  /**
   * What becomes of a database that is a file and not there yet: true (default) makes it and its folder; false throws, for sources: a wrong path
   * must say so; 'stand-in' puts an empty one in memory in its place, for whoever must not write.
   */
  readonly create?: boolean | 'stand-in'
  /** Told once what is worth knowing and no error, e.g. that a server does not allow its fastest way in. Default: a process warning. */
  readonly notice?: (message: string) => void
}

/** A database that a URL names. Sessions are made by `connect`; closing the engine closes what is left of them. */
export interface Engine extends AsyncDisposable {
  readonly dialect: Dialect
  readonly capabilities: Capabilities
  /** The URL without its password, for messages. */
  readonly place: string
  /** An empty database in memory stands in for a file that is not there (OpenOptions.create). */
  readonly standIn?: boolean
  connect(options?: Abortable): Promise<Session>
}
