import { openEngine } from '../../loader/engine/index.ts'
import { until } from '../cli/until.ts'
import type { Stand } from './open-stand.ts'

/** A source that gives no row until it is disposed of. */
export interface HeldSource extends AsyncDisposable {
  /** Ends once a statement waits for it on the server. */
  waitedFor(): Promise<void>
  /** Statements that wait for it now. */
  waiting(): Promise<number>
}

const gate = (name: string) => `hashtext('${name}')`

/** Makes the source of {@link dimensionFrom} with the members 1 and 2, so that {@link holdSource} can hold it. */
export async function makeSource({ engine, execute }: Stand, name: string): Promise<void> {
  const postgres = engine.dialect.name === 'postgres'
  const table = postgres ? `${name}_rows` : `${name}_source`
  await execute(
    `CREATE TABLE ${table} (id INTEGER, name VARCHAR(10))`,
    `INSERT INTO ${table} VALUES (1, '${name} 1'), (2, '${name} 2')`,
  )
  // A table that is locked would be waited for before the statement runs.
  if (postgres)
    await execute(
      `CREATE VIEW ${name}_source AS SELECT * FROM ${table} WHERE pg_advisory_xact_lock_shared(${gate(name)}) IS NOT NULL`,
    )
}

/** Holds a source on a server: a load stands still in the middle of its query as long as a test likes, on MariaDB for ten seconds at most. */
export async function holdSource({ url, engine: { dialect } }: Stand, name: string): Promise<HeldSource> {
  await using opened = new AsyncDisposableStack()
  const engine = opened.use(await openEngine(url))
  const holder = opened.use(await engine.connect())
  const looker = opened.use(await engine.connect())
  const [hold, release, sql] =
    dialect.name === 'postgres'
      ? [
          `SELECT pg_advisory_lock(${gate(name)})`,
          `SELECT pg_advisory_unlock(${gate(name)})`,
          `SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory' AND query LIKE '%${name}_source%'`,
        ]
      : [
          `LOCK TABLES ${name}_source WRITE`,
          'UNLOCK TABLES',
          `SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND state LIKE '%metadata lock%' AND info LIKE '%${name}_source%'`,
        ]
  await holder.execute(hold)
  opened.defer(async () => void (await holder.execute(release)))
  const waiting = async () => Number((await looker.query(sql))[0]?.[0])
  const all = opened.move()
  return {
    waiting,
    waitedFor: () => until(async () => (await waiting()) > 0),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}
