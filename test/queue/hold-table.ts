import { openEngine } from '../../loader/engine/index.ts'
import { until } from '../cli/until.ts'

/** A table that nobody can read until it is disposed of. */
export interface HeldTable extends AsyncDisposable {
  /** Ends once so many statements wait for it on the server. */
  waitedFor(count?: number): Promise<void>
  /** Statements that wait for it now. */
  waiting(): Promise<number>
}

/** Holds a table of a server, so that a load stands still in the middle of its query for as long as a test likes; on MariaDB for ten seconds at most. */
export async function holdTable(url: string, table: string): Promise<HeldTable> {
  await using opened = new AsyncDisposableStack()
  const engine = opened.use(await openEngine(url))
  const holder = opened.use(await engine.connect())
  const looker = opened.use(await engine.connect())
  const postgres = engine.dialect.name === 'postgres'
  const [before, hold, after] = postgres
    ? ['BEGIN', `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`, 'COMMIT']
    : ['DO 0', `LOCK TABLES ${table} WRITE`, 'UNLOCK TABLES']
  const sql = postgres
    ? `SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%${table}%'`
    : `SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND state LIKE '%metadata lock%' AND info LIKE '%${table}%'`
  await holder.execute(before)
  await holder.execute(hold)
  opened.defer(async () => void (await holder.execute(after)))
  const waiting = async () => Number((await looker.query(sql))[0]?.[0])
  const all = opened.move()
  return {
    waiting,
    waitedFor: (count = 1) => until(async () => (await waiting()) >= count),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}
