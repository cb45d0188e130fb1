import { setTimeout as sleep } from 'node:timers/promises'
import { type Engine, openEngine, type Session } from '../../loader/engine/index.ts'
import {
  beginRun,
  type Clock,
  type Log,
  openClock,
  openLog,
  type RejectedRow,
  type Run,
  takeUnit,
  type UnitCounts,
  type UnitOwner,
  type UnitToTake,
} from '../../loader/log/index.ts'
import type { RawRow } from '../../loader/schema/index.ts'
import type { TestDatabase } from '../servers/index.ts'

/** A warehouse with its run log; its sessions are kept so that a test can break one. */
export interface Warehouse extends AsyncDisposable {
  readonly log: Log
  readonly engine: Engine
  readonly url: string
  readonly sessions: readonly Session[]
  rows(sql: string): Promise<readonly RawRow[]>
  execute(...statements: readonly string[]): Promise<void>
}

export async function openWarehouse(
  database: () => Promise<TestDatabase>,
  clock: Clock = openClock(),
): Promise<Warehouse> {
  await using opened = new AsyncDisposableStack()
  const { url } = opened.use(await database())
  const real = opened.use(await openEngine(url))
  const sessions: Session[] = []
  const engine: Engine = {
    dialect: real.dialect,
    capabilities: real.capabilities,
    place: real.place,
    async connect(options) {
      const session = await real.connect(options)
      sessions.push(session)
      return session
    },
    [Symbol.asyncDispose]: () => real[Symbol.asyncDispose](),
  }
  const log = await openLog(engine, clock)
  const all = opened.move()
  return {
    log,
    engine,
    url,
    sessions,
    async rows(sql) {
      await using session = await real.connect()
      return await session.query(sql)
    },
    async execute(...statements) {
      await using session = await real.connect()
      for (const statement of statements) await session.execute(statement)
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** Ends once a transaction of this warehouse waits for a row lock. */
export async function lockWait({ rows, engine }: Warehouse): Promise<void> {
  const sql =
    engine.dialect.name === 'postgres'
      ? `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      : `SELECT 1 FROM information_schema.innodb_trx t JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
    WHERE t.trx_state = 'LOCK WAIT' AND p.db = DATABASE()`
  // InnoDB makes its table anew only when nobody has read it for a tenth of a second.
  while ((await rows(sql)).length === 0) await sleep(250)
}

/** The id of the connection that holds the lock of the only unit there is. */
export async function lockConnection({ rows }: Warehouse): Promise<string> {
  const [row] = await rows('SELECT connections FROM etl_lock')
  const [lock] = JSON.parse(String(row?.[0])) as string[]
  if (lock === undefined) throw new Error('No connection holds the lock.')
  return lock
}

/** Ends that connection on the server, as a break of the network does. */
export async function breakLock(warehouse: Warehouse): Promise<void> {
  const lock = await lockConnection(warehouse)
  await using session = await warehouse.engine.connect()
  if (!(await session.kill(lock))) throw new Error(`The lock's connection ${lock} was not there.`)
}

export const school: UnitToTake = { name: 'school', kind: 'dimension', definition: { hash: 'h1', text: '{}' } }

export function start(log: Log): Promise<Run> {
  return beginRun(log, { software: 'typeline test' })
}

export async function take(log: Log, unit: UnitToTake = school, run?: Run): Promise<UnitOwner> {
  return await takeUnit(log, run ?? (await start(log)), unit, { patience: 0 })
}

export function counts(effects: Partial<Omit<UnitCounts, 'read'>> = {}): UnitCounts {
  const all = { new: 0, version: 0, overwritten: 0, unchanged: 0, duplicate: 0, superseded: 0, rejected: 0, ...effects }
  return { read: Object.values(all).reduce((sum, count) => sum + count, 0), ...all }
}

export function reject(key: string, row = '{}'): RejectedRow {
  return { reason: 'type', key, row, message: `quantity: "${key}" is no integer` }
}
