export type { Calendar } from './calendar.ts'
export { calendarRows } from './calendar-rows.ts'
export { check } from './check/check.ts'
export type { EngineLimits } from './check/engine-limits.ts'
export { attributeColumns, columnsFor, keyColumn, naturalColumns } from './columns-by-purpose.ts'
export { dateDimension } from './date-dimension.ts'
export { dateTable } from './date-table.ts'
export { definitionHash, definitionText } from './definition-hash.ts'
export { definitionsHash } from './definitions-hash.ts'
export { type Dimension, dimension } from './dimension.ts'
export { readEnvFrom } from './dot-env.ts'
export { durationSeconds } from './duration.ts'
export { env } from './env.ts'
export { type Fact, fact } from './fact.ts'
export { feeding } from './feeding.ts'
export {
  type CsvFiles,
  csv,
  type FilesShape,
  type JsonLinesFiles,
  jsonLines,
  type ParquetFiles,
  parquet,
} from './files.ts'
export { isFindable } from './findable.ts'
export { fits } from './fits.ts'
export { full } from './full.ts'
export { grainSources, isMended } from './grain-sources.ts'
export { append, incremental } from './incremental.ts'
export { latest } from './latest.ts'
export { nextTime } from './next-time.ts'
export { own } from './own.ts'
export { type QueueOptions, queueShape } from './queue-options.ts'
export { type Cron, readCron } from './read-cron.ts'
export { rebuild } from './rebuild.ts'
export { defaultRejectLimits, rejectLimits } from './reject-limits.ts'
export { rows } from './rows.ts'
export type {
  AttributeShape,
  DimensionShape,
  FactShape,
  FullRead,
  KnexQuery,
  Latest,
  LookupShape,
  MailShape,
  NoticeTime,
  OutriggerShape,
  PeriodMark,
  QueueShape,
  RejectLimits,
  ScheduleShape,
  Setting,
  SourceShape,
  SqlText,
  TaskClass,
  UnitDefinition,
  UnitsShape,
  WarehouseShape,
  WebhookShape,
  WindowRefresh,
} from './shapes.ts'
export { source } from './source.ts'
export type { Source } from './source-row.ts'
export { period, sql } from './sql.ts'
export { units } from './units.ts'
export { warehouse } from './warehouse.ts'
export { windowOf } from './window-of.ts'
