import type { Engine } from '../engine/index.ts'
import { type Clock, openClock } from './clock.ts'
import { makeLogTables } from './make-tables.ts'

/** The run log of one warehouse, its tables made. */
export interface Log {
  readonly engine: Engine
  readonly clock: Clock
}

/** Makes the log's missing tables; throws LoadError 'log-differs' where one is there with other columns. */
export async function openLog(engine: Engine, clock: Clock = openClock()): Promise<Log> {
  await using session = await engine.connect()
  await makeLogTables(session)
  return { engine, clock }
}
