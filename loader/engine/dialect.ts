import type { Knex } from 'knex'
import type { SqlText } from '../model/index.ts'
import type { Cell, ColumnShape, NamedColumn } from '../schema/index.ts'
import type { AlterTable } from './alter-table.ts'
import type { BulkTarget } from './bulk-target.ts'
import type { Packer } from './packed-rows.ts'
import type { LineColumn } from './put-cell.ts'
import type { SetBased } from './set-based.ts'

/** One statement in the engine's own placeholders. */
export interface Statement {
  readonly sql: string
  readonly params: readonly Cell[]
}

/** A table to be made: the columns in order, keys where the engine carries any. */
export interface TablePlan {
  readonly name: string
  readonly columns: readonly NamedColumn[]
  readonly primaryKey?: readonly string[]
  /** Unique over these columns, NULLs apart (natural keys of reserved members are NULL). */
  readonly unique?: readonly (readonly string[])[]
  readonly indexes?: readonly (readonly string[])[]
  /** Of the session alone: nobody else sees it, it ends with the session, and making it is no DDL that commits. Default: false. */
  readonly temporary?: boolean
}

/** Pure text: types, quoting, the few set-based statements. Nothing here touches a connection. */
export interface Dialect {
  /** For messages and compiled-SQL hashes; shared code never branches on it. */
  readonly name: string
  /** Quotes one identifier; throws DefinitionError on what the engine cannot hold (too long, NUL). */
  quote(identifier: string): string
  /** The DDL type of a column, without nullability. */
  type(column: ColumnShape): string
  /** Statements that make the table; keys and indexes are left out where the engine carries none. */
  createTable(plan: TablePlan): readonly string[]
  /** Adds secondary indexes to a filled table, in one statement where that reads the table once; none where the engine carries none. */
  addIndexes(table: string, indexes: readonly (readonly string[])[]): readonly string[]
  /**
   * Adds the primary key to a table filled without it, in one statement that is all or nothing, within a transaction or not; rows that share a key throw code 'duplicate-key'. Null where that costs no less than
   * keeping the key row by row (the rows lie in it), and where tables carry none.
   */
  readonly addPrimaryKey: ((table: string, columns: readonly string[]) => string) | null
  dropTable(table: string): string
  /** Drops a temporary table, if there is one, and never another; in a transaction too. */
  dropTemporary(table: string): string
  /** Puts `shadow` in the place of `live`, which becomes `old`. One atomic statement, or several for one transaction (transactionalDdl). */
  swap(live: string, shadow: string, old: string): readonly string[]
  /** The query whose rows, a text each, name what would hinder the swap of this live table; null where nothing can. */
  swapObstacles(live: string): Statement | null
  renameTable(from: string, to: string): string
  /** Changes of a table that is there (`apply`). */
  readonly alter: AlterTable
  /** Compiles a query built without a connection (metadata tables, users' query builders). */
  compile(build: (knex: Knex) => { toSQL(): unknown }): Statement
  /** sql`` with its values bound; `period` gives the bounds where the text asks for them. */
  render(text: SqlText, period?: { readonly from: Cell; readonly to: Cell }): Statement
  /** Sets `columns` of `target` from `stage` where `key` is equal (a surrogate key, unique in both). */
  updateFromStage(target: string, stage: string, key: string, columns: readonly string[]): string
  /** INSERT INTO target (columns) SELECT columns FROM stage. */
  insertFromStage(target: string, stage: string, columns: readonly string[]): string
  /** Deletes the rows of `target` that are equal in these NOT NULL columns to some row of `stage`. */
  deleteMatching(target: string, stage: string, columns: readonly string[]): string
  /**
   * Brings rows into the form in which the bulk load sends them, for whoever keeps them a while: it takes less time and memory than cells that wait.
   * Where there is none, the rows as they are.
   */
  packer(target: BulkTarget): Packer
  /** How each column stands in the lines that `packer` makes, for whoever makes some of them without cells: printable ASCII but for the backslash is what it says. Null where there are no lines. */
  readonly lineColumns: ((target: BulkTarget) => readonly LineColumn[]) | null
  /** For loading rows where they are; null where joins are not faster than rows travel. */
  readonly setBased: SetBased | null
  /** `a IS NOT DISTINCT FROM b` for two expressions. */
  nullSafeEqual(left: string, right: string): string
  /** A query of one cell: what the server's clock shows now, in UTC and with microseconds where it has them. */
  readonly now: string
  /** The text with which a session begins (time zone, modes, time-outs). */
  readonly sessionSetup: readonly string[]
  /**
   * Besides, for a session that holds a session lock and is pinged every 20 s: the server ends it, and so frees the lock, after 60 s of silence.
   * Empty where the lock cannot outlive the process.
   */
  readonly lockSetup: readonly string[]
}
