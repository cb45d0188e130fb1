import type { Engine, Session } from '../engine/index.ts'
import type { RawRow } from '../schema/index.ts'
import { countColumns, type UnitCounts, type UnitNotes } from './counts.ts'
import type { RunStatus, UnitStatus } from './run-log.ts'
import { storedNumber, storedText, storedTime } from './stored.ts'

export interface RunReport {
  readonly id: number
  readonly status: RunStatus
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly executionTime: string
  readonly host: string
  readonly pid: number
  readonly software: string
  readonly command: string | null
  readonly error: string | null
  /** In the order in which they were taken. */
  readonly units: readonly UnitReport[]
}

export interface UnitReport {
  readonly runId: number
  readonly unit: string
  readonly kind: 'dimension' | 'fact'
  readonly number: number
  readonly status: UnitStatus
  readonly startedAt: string
  readonly finishedAt: string | null
  /** Null until the unit has ended. */
  readonly counts: UnitCounts | null
  readonly notes: UnitNotes | null
  readonly errorCode: string | null
  readonly error: string | null
  /** What its committed batches hold; the last one's time is a running unit's last sign of life. */
  readonly progress: { readonly batches: number; readonly rows: number; readonly lastAt: string | null }
}

/** The newest runs first, with their units; none where no run log has been made. Writes nothing. */
export async function readRuns(engine: Engine, last: number): Promise<readonly RunReport[]> {
  await using session = await engine.connect()
  if (!(await session.tableExists('etl_run'))) return []
  const rows = await session.query(
    session.dialect.compile((knex) => knex('etl_run').select(runColumns).orderBy('run_id', 'desc').limit(last)),
  )
  const ids = rows.map(([id]) => storedNumber(id))
  const units = ids.length === 0 ? [] : await readUnits(session, { runs: ids })
  return rows.map((row) => runReport(row, units))
}

/** A unit's end, without what its batches tell. */
export type UnitRunReport = Omit<UnitReport, 'progress'>

/** A run's units, each as often as it was taken, in that order. */
export async function readUnitsOf(engine: Engine, runId: number): Promise<readonly UnitRunReport[]> {
  await using session = await engine.connect()
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_unit_run')
        .select(unitColumns)
        .select(countColumns.map(([, name]) => name))
        .where({ run_id: runId })
        .orderBy(['started_at', 'unit_number']),
    ),
  )
  return rows.map(unitRunReport)
}

/** Units that say they run (or publish), of all runs. */
export async function readRunningUnits(engine: Engine): Promise<readonly UnitReport[]> {
  await using session = await engine.connect()
  if (!(await session.tableExists('etl_unit_run'))) return []
  return await readUnits(session, { statuses: ['running', 'publishing'] })
}

/** Execution times of the unit's loads that closed members, canonical. */
export async function closingTimes(session: Session, unit: string): Promise<readonly string[]> {
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_unit_run as u')
        .join('etl_run as r', 'r.run_id', 'u.run_id')
        .select('r.execution_time')
        .where({ 'u.unit': unit, 'u.status': 'done' })
        .where('u.notes', 'like', '%"closed":%'),
    ),
  )
  return rows.map(([time]) => storedTime(time) ?? '')
}

const runColumns = [
  'run_id',
  'status',
  'started_at',
  'finished_at',
  'execution_time',
  'host',
  'pid',
  'software',
  'command',
  'error',
]

function runReport(row: RawRow, units: readonly UnitReport[]): RunReport {
  const [id, status, started, finished, execution, host, pid, software, command, error] = row
  return {
    id: storedNumber(id),
    status: String(status) as RunStatus,
    startedAt: storedTime(started) ?? '',
    finishedAt: storedTime(finished),
    executionTime: storedTime(execution) ?? '',
    host: String(host),
    pid: storedNumber(pid),
    software: String(software),
    command: storedText(command),
    error: storedText(error),
    units: units.filter(({ runId }) => runId === storedNumber(id)),
  }
}

const unitColumns = [
  'run_id',
  'unit',
  'unit_number',
  'kind',
  'status',
  'started_at',
  'finished_at',
  'notes',
  'error_code',
  'error',
]

type UnitFilter = { readonly runs: readonly number[] } | { readonly statuses: readonly UnitStatus[] }

async function readUnits(session: Session, filter: UnitFilter): Promise<readonly UnitReport[]> {
  const rows = await session.query(
    session.dialect.compile((knex) => {
      const batches = knex('etl_batch')
        .select('unit', 'unit_number')
        .count({ batches: '*' })
        .sum({ row_count: 'row_count' })
        .max({ loaded_at: 'loaded_at' })
        .groupBy('unit', 'unit_number')
        .as('b')
      const query = knex('etl_unit_run as u')
        .leftJoin(batches, (join) => join.on('b.unit', 'u.unit').andOn('b.unit_number', 'u.unit_number'))
        .select(unitColumns.map((name) => `u.${name}`))
        .select('b.batches', 'b.row_count', 'b.loaded_at')
        .select(countColumns.map(([, name]) => `u.${name}`))
        .orderBy([{ column: 'u.run_id' }, { column: 'u.started_at' }])
      return 'runs' in filter ? query.whereIn('u.run_id', filter.runs) : query.whereIn('u.status', filter.statuses)
    }),
  )
  return rows.map(unitReport)
}

function unitReport(row: RawRow): UnitReport {
  const [batches, loaded, lastAt] = row.slice(unitColumns.length)
  const told = [...row.slice(0, unitColumns.length), ...row.slice(unitColumns.length + 3)]
  return {
    ...unitRunReport(told),
    progress: { batches: storedNumber(batches ?? 0), rows: storedNumber(loaded ?? 0), lastAt: storedTime(lastAt) },
  }
}

/** Of `unitColumns` and the counts behind them. */
function unitRunReport(row: RawRow): UnitRunReport {
  const [runId, unit, number, kind, status, started, finished, notes, errorCode, error, ...counts] = row
  const noteText = storedText(notes)
  return {
    runId: storedNumber(runId),
    unit: String(unit),
    kind: kind === 'fact' ? 'fact' : 'dimension',
    number: storedNumber(number),
    status: String(status) as UnitStatus,
    startedAt: storedTime(started) ?? '',
    finishedAt: storedTime(finished),
    counts: countsOf(counts),
    notes: noteText === null ? null : (JSON.parse(noteText) as UnitNotes),
    errorCode: storedText(errorCode),
    error: storedText(error),
  }
}

function countsOf(cells: RawRow): UnitCounts | null {
  if (cells[0] === null || cells[0] === undefined) return null
  return Object.fromEntries(countColumns.map(([name], at) => [name, storedNumber(cells[at])])) as unknown as UnitCounts
}
