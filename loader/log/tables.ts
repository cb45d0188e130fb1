import type { TablePlan } from '../engine/index.ts'
import type { ColumnShape, Kind, NamedColumn } from '../schema/index.ts'

type Columns = Readonly<Record<string, ColumnShape>>

const column = (kind: Kind, more: Partial<ColumnShape> = {}): ColumnShape => ({
  kind,
  nullable: false,
  purpose: 'attribute',
  ...more,
})
const optional = (shape: ColumnShape): ColumnShape => ({ ...shape, nullable: true })
const name = column('varchar', { length: 128 })
const word = column('varchar', { length: 32 })
const host = column('varchar', { length: 255 })
const text = column('text')
const integer = column('integer')
const bigint = column('bigint')
const time = column('timestamp')

/** UnitCounts, column by column; the order of `countNames` in counts.ts. */
const counts: Columns = {
  rows_read: bigint,
  rows_new: bigint,
  versions: bigint,
  overwritten: bigint,
  unchanged: bigint,
  duplicates: bigint,
  superseded: bigint,
  rejected: bigint,
}

const plan = (table: string, columns: Columns, keys: Omit<TablePlan, 'name' | 'columns'> = {}): TablePlan => ({
  name: table,
  columns: Object.entries(columns).map(([name, column]): NamedColumn => ({ name, column })),
  ...keys,
})

/** The tables of the run log, kept in the warehouse beside the star; times are UTC with microseconds, written by the loader. */
export const logTables: readonly TablePlan[] = [
  plan(
    'etl_run',
    {
      run_id: integer,
      status: word,
      started_at: time,
      finished_at: optional(time),
      execution_time: time,
      host,
      pid: integer,
      software: name,
      command: optional(text),
      error: optional(text),
    },
    { primaryKey: ['run_id'] },
  ),
  // A queue's task and the run that it began or goes on with: the queue may deliver a task twice, or forget it. plan: what the run loads, and how.
  plan(
    'etl_task',
    { task: name, run_id: integer, plan: text, added_at: time, deleted_at: optional(time) },
    { primaryKey: ['task'], indexes: [['run_id']] },
  ),
  // One row per take-over; unit_number counts up with each, so it also tells their order when a clock jumps back. interrupted: it ended of what
  // passes, so that its batches can be gone on from; NULL while it runs and where it ended without a word.
  plan(
    'etl_unit_run',
    {
      unit: name,
      unit_number: bigint,
      run_id: integer,
      kind: word,
      status: word,
      started_at: time,
      finished_at: optional(time),
      definition_hash: name,
      ...Object.fromEntries(Object.entries(counts).map(([name, shape]) => [name, optional(shape)])),
      notes: optional(text),
      error_code: optional(name),
      error: optional(text),
      interrupted: optional(column('boolean')),
    },
    { primaryKey: ['unit', 'unit_number'], indexes: [['run_id']] },
  ),
  // resume: how to go on after this batch; NULL once that has been given up.
  plan(
    'etl_batch',
    {
      unit: name,
      unit_number: bigint,
      batch: integer,
      run_id: integer,
      row_count: bigint,
      ...counts,
      loaded_at: time,
      resume: optional(text),
    },
    { primaryKey: ['unit', 'unit_number', 'batch'] },
  ),
  plan(
    'etl_watermark',
    { unit: name, read_to: name, run_id: integer, unit_number: bigint, written_at: time },
    { primaryKey: ['unit'] },
  ),
  // kept: the row was left out of what is published. Not kept: it was lost with a batch or unit that failed.
  plan(
    'etl_reject',
    {
      unit: name,
      unit_number: bigint,
      reject_no: bigint,
      run_id: integer,
      batch: optional(integer),
      reason: word,
      row_key: optional(text),
      row_json: text,
      message: text,
      kept: column('boolean'),
      rejected_at: time,
    },
    { primaryKey: ['unit', 'unit_number', 'reject_no'], indexes: [['run_id']] },
  ),
  // pending: of a batch whose unit is not published yet.
  plan(
    'etl_miss',
    { unit: name, role: name, natural_key: text, grain: text, run_id: integer, pending: column('boolean') },
    { indexes: [['unit', 'role']] },
  ),
  plan(
    'etl_lock',
    {
      unit: name,
      lane: integer,
      token: bigint,
      unit_number: bigint,
      run_id: optional(integer),
      host: optional(host),
      pid: optional(integer),
      connections: optional(text),
      taken_at: optional(time),
    },
    { primaryKey: ['unit', 'lane'] },
  ),
  // By table, not by unit: a unit renamed goes on with its table's keys. `locked` only counts, so that locking always changes the row.
  plan('etl_key', { table_name: name, next_key: bigint, locked: bigint }, { primaryKey: ['table_name'] }),
  // The journal of `apply`: a statement's row is there before it runs and ended after it, so one that stopped half way shows.
  plan(
    'etl_change',
    {
      change_no: bigint,
      run_id: integer,
      unit: name,
      table_name: name,
      step: text,
      statement: text,
      begun_at: time,
      ended_at: optional(time),
      outcome: optional(word),
      error: optional(text),
    },
    { primaryKey: ['change_no'], indexes: [['unit']] },
  ),
  plan(
    'etl_definition',
    { unit: name, hash: name, definition: text, first_run: integer, first_seen: time },
    { primaryKey: ['unit', 'hash'] },
  ),
]
