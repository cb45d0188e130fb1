import { type Engine, openEngine, type Session } from '../../../loader/engine/index.ts'
import { compileReadBack } from '../../../loader/load/conform/read-back.ts'
import { type LoadContext, loadUnit, type UnitOutcome } from '../../../loader/load/index.ts'
import { beginRun, finishRun, type Log, openLog } from '../../../loader/log/index.ts'
import { defaultRejectLimits, type FactShape, type SqlText, type UnitDefinition } from '../../../loader/model/index.ts'
import type { Cells, TableShape } from '../../../loader/schema/index.ts'
import type { TestEngine } from '../../servers/index.ts'

export interface LoadOptions {
  /** A day, or a canonical timestamp; the run's own start where it does not matter. */
  readonly at?: string
  readonly acceptShrink?: boolean
  readonly fullRefresh?: boolean
  readonly acceptDeletes?: boolean
  /** Every nth row of the source alone. */
  readonly sample?: number
  readonly signal?: AbortSignal
  readonly batchRows?: number
  /** Key ranges that are loaded at once. */
  readonly ranges?: number
  readonly lookupMemory?: number
  readonly byRows?: boolean
  readonly byValues?: boolean
  /** The warehouse's facts, of which a dimension's load may warn. */
  readonly facts?: readonly FactShape[]
  /** In place of the warehouse, as the load sees it: to meddle with what it does. */
  readonly warehouse?: Engine
  /** In place of the warehouse, for the sessions whose transactions are fenced. */
  readonly writing?: Engine
  /** In place of the source's database. */
  readonly origin?: Engine
}

/** A source, a warehouse on the engine under test, and what a person needs to draw rows before and after. */
export interface World extends AsyncDisposable {
  readonly warehouse: Engine
  /** Where units read from. */
  readonly origin: Engine
  readonly log: Log
  /** Runs statements in the source. */
  source(...statements: readonly string[]): Promise<void>
  /** Makes a table of the source anew: `id integer, name varchar(9)` and its rows, each value bound. */
  fill(table: string, columns: string, rows: readonly Cells[]): Promise<void>
  /** One run of one unit; whatever its outcome. */
  load(unit: UnitDefinition, options?: LoadOptions): Promise<UnitOutcome>
  /** The rows of a table as `a | b | -` lines, sorted; `-` is NULL. */
  rows(table: TableShape, columns: string, where?: string): Promise<readonly string[]>
  /** The same as canonical cells, for values with which no line can be drawn. */
  cells(table: TableShape, columns: readonly string[], where?: string): Promise<readonly Cells[]>
  /** Runs one query in the warehouse. */
  query(sql: string): Promise<readonly (readonly unknown[])[]>
  execute(sql: string): Promise<void>
  /** Rejects of the last run: reason, key, row, kept. */
  rejects(unit: string): Promise<readonly string[]>
}

/** `from`: the source's engine; by default a DuckDB in memory. */
export async function makeWorld(
  engine: TestEngine & { readonly lookupMemory?: number },
  from?: TestEngine,
): Promise<World> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await engine.database())
  const warehouse = stack.use(await openEngine(database.url))
  const originUrl = from === undefined ? 'duckdb::memory:' : stack.use(await from.database()).url
  const origin = stack.use(await openEngine(originUrl))
  // A private database in memory lives as long as a session of it.
  const source = stack.use(await origin.connect())
  const session = stack.use(await warehouse.connect())
  const log = await openLog(warehouse)
  const owned = stack.move()
  const run = async (...statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await source.execute(statement)
  }
  return {
    warehouse,
    origin,
    log,
    source: run,
    fill: async (table, columns, rows) => {
      await run(`DROP TABLE IF EXISTS ${table}`, `CREATE TABLE ${table} (${columns})`)
      if (rows.length > 0) await source.execute(source.dialect.render(insert(table, rows)))
    },
    load: async (unit, options) => {
      const outcome = await loadOnce(unit, { warehouse, origin, log }, { ...memoryOf(engine), ...options })
      // All that may differ between the ways of one load; asked for where it matters.
      if (engine.lookupMemory !== undefined) delete outcome.notes.overMemory
      return outcome
    },
    rows: async (table, columns, where) => {
      const rows = await canonicalRows(session, table, columns.split(/[ ,]+/), where)
      return rows.map((row) => row.map((cell) => String(cell ?? '-')).join(' | '))
    },
    cells: (table, columns, where) => canonicalRows(session, table, columns, where),
    query: (sql) => session.query(sql),
    execute: async (sql) => {
      await session.execute(sql)
    },
    rejects: async (unit) => {
      const rows = await session.query(
        `SELECT reason, row_key, row_json, kept FROM etl_reject WHERE unit = '${unit}' AND run_id = (SELECT MAX(run_id) FROM etl_run) ORDER BY unit_number, reject_no`,
      )
      return rows.map(
        ([reason, key, row, kept]) => `${reason} | ${key ?? '-'} | ${row}${Number(kept) === 1 ? '' : ' | lost'}`,
      )
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Batches of few rows besides, so that there are several. */
function memoryOf({ lookupMemory }: { readonly lookupMemory?: number }): LoadOptions {
  return lookupMemory === undefined ? {} : { lookupMemory, batchRows: 3 }
}

async function loadOnce(
  unit: UnitDefinition,
  world: { readonly warehouse: Engine; readonly origin: Engine; readonly log: Log },
  options: LoadOptions = {},
): Promise<UnitOutcome> {
  const { log } = world
  const {
    at,
    acceptShrink = false,
    fullRefresh = false,
    acceptDeletes = false,
    signal = new AbortController().signal,
    batchRows,
    ranges,
    lookupMemory,
    byRows = false,
    byValues = false,
    facts = [],
    warehouse = world.warehouse,
    origin = world.origin,
  } = options
  const executionTime = at === undefined ? {} : { executionTime: at.length === 10 ? `${at} 00:00:00.000000` : at }
  const run = await beginRun(log, { software: 'test', command: 'test', ...executionTime })
  const context: LoadContext = {
    warehouse,
    source: async () => origin,
    log: options.writing === undefined ? log : { ...log, engine: options.writing },
    run,
    signal,
    progress: () => undefined,
    acceptShrink,
    fullRefresh,
    acceptDeletes,
    sample: options.sample,
    rejects: defaultRejectLimits,
    facts,
    ...(batchRows === undefined ? {} : { batchRows }),
    ...(ranges === undefined ? {} : { ranges }),
    ...(lookupMemory === undefined ? {} : { lookupMemory }),
    byRows,
    byValues,
  }
  const outcome = await loadUnit(unit, context)
  await finishRun(log, run, outcome.status === 'done' ? 'done' : 'failed')
  return outcome
}

/** Canonical values, so that both engines draw alike. */
async function canonicalRows(
  session: Session,
  table: TableShape,
  names: readonly string[],
  where = '1 = 1',
): Promise<readonly Cells[]> {
  const { dialect } = session
  const columns = names.map((name) => {
    const column = table.columns[name]
    if (column === undefined) throw new Error(`${table.name} has no ${name}.`)
    return { name, column }
  })
  const readBack = compileReadBack(table.name, columns, session.capabilities)
  const list = names.map((name) => dialect.quote(name)).join(', ')
  const rows = await session.query(`SELECT ${list} FROM ${dialect.quote(table.name)} WHERE ${where} ORDER BY ${list}`)
  return rows.map(readBack)
}

function insert(table: string, rows: readonly Cells[]): SqlText {
  const values = rows.flat()
  const separators = rows.flatMap((row) => row.map((_, at) => (at === 0 ? '), (' : ', '))).slice(1)
  return { parts: [`INSERT INTO ${table} VALUES (`, ...separators, ')'], values }
}
