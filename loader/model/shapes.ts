import type { Cell, ColumnShape, TableShape } from '../schema/index.ts'
import type { FilesShape } from './files.ts'

// The definitions as the engine sees them at run time: wide, plain, frozen. The typed ones of the user (dimension.ts, fact.ts …) extend them.

/** The bounds of an incremental window inside sql``: bound as parameters, never pasted. */
export interface PeriodMark {
  readonly period: 'from' | 'to'
}

/** sql``: the literal parts and between them what is bound. `parts.length === values.length + 1`. */
export interface SqlText {
  readonly parts: readonly string[]
  readonly values: readonly (Cell | PeriodMark)[]
}

/** A Knex query builder made without a connection, compiled by the source's dialect. */
export interface KnexQuery {
  toSQL(): { toNative(): { readonly sql: string; readonly bindings: readonly unknown[] } }
}

export interface SourceShape {
  /** Name of a connection in config.sources; '' for rows and files. */
  readonly from: string
  readonly columns: Readonly<Record<string, ColumnShape>>
  /** Present unless `rows` or `files` is. */
  readonly sql?: SqlText | KnexQuery
  /** Files in place of a query; `from` is '' then. */
  readonly files?: FilesShape
  /** Generated rows (calendar, static members) by column name, instead of SQL. */
  readonly rows?: () => Iterable<Readonly<Record<string, Cell>>>
  /** Adds columns that SQL cannot say; called once a row with the declared columns, conformed. */
  readonly derive?: (row: Readonly<Record<string, Cell>>) => Readonly<Record<string, unknown>>
  /** A NOT NULL key: read in ranges, in key order after which an interrupted load goes on. */
  readonly partition?: readonly string[]
  /** IANA zone of naive local times in this source; UTC when absent. */
  readonly zone?: string
}

export interface AttributeShape {
  /** Source column. */
  readonly from: string
  readonly change: 'type0' | 'type1' | 'type2'
  /** Of type1: every version ('all', the default) or the latest alone. */
  readonly overwrite: 'all' | 'latest'
}

export interface RejectLimits {
  /** Shares of the rows read. */
  readonly warn: number
  readonly fail: number
}

export type TaskClass = 'default' | 'heavy'

interface UnitShape {
  readonly name: string
  readonly table: TableShape
  readonly source: SourceShape
  readonly tags: readonly string[]
  /** Which workers load it as a queue task. */
  readonly class: TaskClass
  /** Absent: the warehouse's (see `rejectLimits`). */
  readonly rejects?: RejectLimits
  /** Source columns that put rows equal in key (and date) in order; the last wins. */
  readonly order: readonly string[]
}

export interface DimensionShape extends UnitShape {
  readonly kind: 'dimension'
  /** Natural-key column of the table → source column. */
  readonly natural: Readonly<Record<string, string>>
  /** Attribute column of the table → where from and what a change does. */
  readonly attributes: Readonly<Record<string, AttributeShape>>
  /** Reference column of the table → how the member that it names is found. */
  readonly lookups: Readonly<Record<string, OutriggerShape>>
  /** Source column that gives the surrogate key itself (smart date key); absent: allotted from etl_key. */
  readonly smartKey?: string
  readonly effectiveFrom?: string
  readonly effectiveTo?: { readonly column: string; readonly inclusive?: 'day' | 'microsecond' }
  readonly future: 'reject' | 'accept'
  /** What becomes of members that are gone from the source. */
  readonly deletes: 'ignore' | 'close'
  /** Share of the current members that one load may close. */
  readonly maxDeleteShare: number
  /** Absent: the source is read whole. */
  readonly read?: FullRead | WindowRefresh
  /** Overrides of the reserved members' attributes. */
  readonly unknown: Readonly<Record<string, Cell>>
  readonly notApplicable: Readonly<Record<string, Cell>>
  readonly error: Readonly<Record<string, Cell>>
}

/** asOf: latest — the version with the greatest valid_from, ended or not. */
export interface Latest {
  readonly latest: true
}

export interface LookupShape {
  readonly dimension: DimensionShape
  /** Natural-key column of the dimension's table → source column. */
  readonly on: Readonly<Record<string, string>>
  /** Source column of a date or timestamp, or latest; absent where the table has no history. */
  readonly asOf?: string | Latest
  readonly missing: 'unknown' | 'infer' | 'reject' | 'fail'
  readonly beforeFirst: 'first' | 'unknown'
}

/** A dimension's lookup of another one: as of the row's own date, the first version where that lies earlier. */
export interface OutriggerShape extends LookupShape {
  /** What it does when the row names another member. */
  readonly change: 'type0' | 'type1' | 'type2'
}

export interface FactShape extends UnitShape {
  readonly kind: 'fact'
  /** Degenerate or measure column of the table → source column. */
  readonly from: Readonly<Record<string, string>>
  /** Reference column → its lookup. */
  readonly lookups: Readonly<Record<string, LookupShape>>
  readonly refresh: RebuildRefresh | WindowRefresh
}

/** Built beside the live table and swapped in. */
export interface RebuildRefresh {
  readonly mode: 'rebuild'
  /** The share of the live rows that may be lost. */
  readonly maxShrink: number
}

/** The whole source is read by each load. */
export interface FullRead {
  readonly mode: 'full'
}

/** Only a window of the source is read: of a fact replaced by grain (incremental) or added (append), of a dimension its members alone looked at. */
export interface WindowRefresh {
  readonly mode: 'incremental' | 'append'
  /** Source column, NOT NULL: timestamp, integer or bigint. */
  readonly by: string
  /** Of a timestamp a duration ('10 minutes', the default), of an integer a number (default 0); none with append. */
  readonly lookback?: string | number
  /** Of a timestamp alone: a duration, default none. */
  readonly settle?: string
}

export type UnitDefinition = DimensionShape | FactShape

/** env(): prints its name, never its value. */
export interface Setting {
  readonly setting: string
  /** The value or the default; throws DefinitionError when neither is there. */
  reveal(): string
}

export interface UnitsShape<U extends UnitDefinition = UnitDefinition> {
  readonly units: readonly U[]
  /** By the unit's name; what is not named is active. */
  readonly toggles: Readonly<Record<string, { readonly active: boolean }>>
}

/** QueueOptions with every default filled in; times in seconds. */
export interface QueueShape {
  readonly name: string
  readonly silence: number
  readonly timeLimit: number
  readonly attempts: number
}

/** ScheduleOptions with every default filled in. */
export interface ScheduleShape {
  readonly cron: string
  readonly zone: string
  readonly select: readonly string[]
  readonly exclude: readonly string[]
  readonly missed: 'once' | 'skip'
}

/** When a notice is sent: at start and end of every run ('always', the default), at its end alone, or at the end of one that is not wholly done. */
export type NoticeTime = 'always' | 'end' | 'failure'

export interface MailShape {
  readonly server: Setting | string
  readonly from: string
  readonly to: readonly string[]
  readonly when: NoticeTime
}

export interface WebhookShape {
  readonly url: Setting | string
  readonly when: NoticeTime
}

export interface WarehouseShape {
  readonly sources: Readonly<Record<string, Setting | string>>
  readonly warehouse: Setting | string
  /** The URL at which the warehouse holds sample data alone, so that dropping its tables needs no asking. */
  readonly sample?: string
  readonly redis?: Setting | string
  readonly queue: QueueShape
  /** By name. */
  readonly schedules: Readonly<Record<string, ScheduleShape>>
  readonly mail?: MailShape
  readonly webhook?: WebhookShape
  readonly log: { readonly directory: string; readonly level: string; readonly keep: string }
  readonly dimensions: UnitsShape<DimensionShape>
  readonly facts: UnitsShape<FactShape>
  readonly rejects: RejectLimits
}
