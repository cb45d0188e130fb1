import type { Session } from '../engine/index.ts'
import type { Log } from './open-log.ts'
import { shortTransaction } from './retry.ts'
import { lockUnit, type TakeOptions } from './take-unit.ts'
import { raiseTokens } from './token.ts'

/**
 * For --delete_existing_tables: takes the unit's lock, fences whoever still writes it, lets `drop` drop its tables, then forgets watermark,
 * batch markers and misses. Runs, unit runs, rejects, definitions, tokens and keys stay, so that no number comes twice.
 * Throws LoadError 'locked' when a loader is at the unit.
 */
export async function forgetUnit(
  log: Log,
  unit: string,
  drop: (session: Session) => Promise<void>,
  options: Pick<TakeOptions, 'patience'> = {},
): Promise<void> {
  await using lock = await lockUnit(log, unit, options.patience)
  await lock.use(async (session) => {
    await shortTransaction(session, () => raiseTokens(session, unit))
    await drop(session)
    await shortTransaction(session, async () => {
      for (const table of ['etl_watermark', 'etl_batch', 'etl_miss']) {
        await session.execute(session.dialect.compile((knex) => knex(table).where({ unit }).delete()))
      }
    })
  })
}
