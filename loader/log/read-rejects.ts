import type { Engine } from '../engine/index.ts'
import type { RejectReason } from './counts.ts'
import { storedNumber, storedText, storedTime } from './stored.ts'

/** Which rejects: of one run or all, of these units or all, for one reason or all. */
export interface RejectFilter {
  readonly run: number | null
  readonly units: readonly string[] | null
  readonly reason: RejectReason | null
}

/** Rows of one unit of one run that were rejected for one reason. */
export interface RejectCount {
  readonly run: number
  readonly unit: string
  readonly reason: string
  /** False: lost with a batch or unit that failed; of those the first 1000 are stored. */
  readonly kept: boolean
  readonly rows: number
}

/** A rejected row as it is stored: what is masked was hidden before. */
export interface StoredReject {
  readonly run: number
  readonly unit: string
  readonly reason: string
  readonly key: string | null
  readonly message: string
  readonly kept: boolean
  readonly rejectedAt: string
  /** The source row, by source column. */
  readonly row: unknown
}

/** The newest runs first; none where no run log has been made. Writes nothing. */
export async function countRejects(engine: Engine, filter: RejectFilter): Promise<readonly RejectCount[]> {
  await using session = await engine.connect()
  if (!(await session.tableExists('etl_reject'))) return []
  const groups = ['run_id', 'unit', 'reason', 'kept']
  const rows = await session.query(
    session.dialect.compile((knex) =>
      narrowed(knex('etl_reject').select(groups).count('*').groupBy(groups), filter).orderBy([
        { column: 'run_id', order: 'desc' },
        ...groups.slice(1).map((column) => ({ column })),
      ]),
    ),
  )
  return rows.map(([run, unit, reason, kept, count]) => ({
    run: storedNumber(run),
    unit: String(unit),
    reason: String(reason),
    kept: isTrue(kept),
    rows: storedNumber(count),
  }))
}

/** At most `limit` rows, in the order of rejecting; without a run in the filter those of the newest run that has any. Writes nothing. */
export async function readRejects(
  engine: Engine,
  filter: RejectFilter,
  limit: number,
): Promise<readonly StoredReject[]> {
  const run = filter.run ?? (await countRejects(engine, filter))[0]?.run
  if (run === undefined) return []
  await using session = await engine.connect()
  if (!(await session.tableExists('etl_reject'))) return []
  const columns = ['run_id', 'unit', 'reason', 'row_key', 'message', 'kept', 'rejected_at', 'row_json']
  const rows = await session.query(
    session.dialect.compile((knex) =>
      narrowed(knex('etl_reject').select(columns), { ...filter, run })
        .orderBy([{ column: 'unit' }, { column: 'unit_number' }, { column: 'reject_no' }])
        .limit(limit),
    ),
  )
  return rows.map(([id, unit, reason, key, message, kept, at, row]) => ({
    run: storedNumber(id),
    unit: String(unit),
    reason: String(reason),
    key: storedText(key),
    message: String(message),
    kept: isTrue(kept),
    rejectedAt: storedTime(at) ?? '',
    row: JSON.parse(String(row)) as unknown,
  }))
}

interface Narrowing<Q> {
  where(column: string, value: string | number): Q
  whereIn(column: string, values: readonly string[]): Q
}

function narrowed<Q extends Narrowing<Q>>(query: Q, { run, units, reason }: RejectFilter): Q {
  let all = query
  if (run !== null) all = all.where('run_id', run)
  if (units !== null) all = all.whereIn('unit', units)
  return reason === null ? all : all.where('reason', reason)
}

function isTrue(value: unknown): boolean {
  return value === true || Number(value) === 1
}
