import type { Session } from '../engine/index.ts'
import { LoadError } from '../errors/index.ts'
import { storedNumber, storedText, storedTime } from './stored.ts'

/** Who etl_lock says has the unit, or had it last. */
export interface Holder {
  readonly runId: number | null
  readonly host: string | null
  readonly pid: number | null
  /** Ids of its connections, those of all lanes, the lock's first. */
  readonly connections: readonly string[]
  readonly takenAt: string | null
}

/** Null when nobody has ever taken the unit. */
export async function readHolder(session: Session, unit: string): Promise<Holder | null> {
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_lock').select('run_id', 'host', 'pid', 'taken_at', 'connections').where({ unit }).orderBy('lane'),
    ),
  )
  const [row] = rows
  if (row === undefined) return null
  const [runId, host, pid, takenAt] = row
  return {
    runId: runId === null ? null : storedNumber(runId),
    host: storedText(host),
    pid: pid === null ? null : storedNumber(pid),
    connections: rows.flatMap((lane) => JSON.parse(storedText(lane[4]) ?? '[]') as string[]),
    takenAt: storedTime(takenAt),
  }
}

/** Exit status 5. */
export function lockedError(unit: string, holder: Holder | null): LoadError {
  return new LoadError(
    'locked',
    `Another loader is at ${unit}: ${sentence(holder)}. Wait until it has ended (run.ts status), or end that process and start again; if it hangs: run.ts unlock ${unit}`,
    { transient: true, fields: { unit, ...fields(holder) } },
  )
}

export function fencedError(unit: string, holder: Holder | null): LoadError {
  return new LoadError(
    'fenced',
    `Another loader has taken over ${unit}: ${sentence(holder)}. What this one did since its last commit is dropped; see run.ts status for the other.`,
    { fields: { unit, ...fields(holder) } },
  )
}

function sentence(holder: Holder | null): string {
  if (holder?.host == null) return 'it has not said yet which process it is'
  return `process ${holder.pid} on ${holder.host}, run ${holder.runId}, since ${holder.takenAt} UTC`
}

function fields(holder: Holder | null): Record<string, string | number | null> {
  if (holder === null) return {}
  return { run: holder.runId, host: holder.host, pid: holder.pid, since: holder.takenAt }
}
