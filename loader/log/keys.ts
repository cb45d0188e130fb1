import type { Session } from '../engine/index.ts'
import { LoadError } from '../errors/index.ts'
import type { ColumnShape } from '../schema/index.ts'
import { shortTransaction } from './retry.ts'
import type { KeyBlock } from './run-log.ts'
import { storedNumber } from './stored.ts'

/**
 * Gives a table its row of etl_key, once: the first key is 1, or the one after `usedUpTo` where the table holds keys already. The row outlives the
 * table, so that no key is ever given twice.
 */
export function makeKeys(session: Session, table: string, usedUpTo = 0): Promise<void> {
  return shortTransaction(session, async () => {
    // Whoever adds a row holds the row of run ids: engines without unique keys would else take two.
    await lockKeys(session, 'etl_run')
    if ((await nextKey(session, table)) !== null) return
    const row = { table_name: table, next_key: Math.max(usedUpTo, 0) + 1, locked: 0 }
    await session.execute(session.dialect.compile((knex) => knex('etl_key').insert(row)))
  })
}

/**
 * Allots keys in a short transaction of its own, before the one that inserts: a block is lost with the transaction that should have used it, but
 * never given again. Throws LoadError 'keys-used-up' when the column cannot hold them all; nothing is written then.
 */
export function takeKeys(
  session: Session,
  table: string,
  count: number,
  column: Pick<ColumnShape, 'kind'>,
): Promise<KeyBlock> {
  return shortTransaction(session, () => allot(session, table, count, largestKey(column)))
}

/**
 * Locks the table's row of etl_key in the running transaction until it ends: whoever inserts members does it before reading again the natural
 * keys that it is about to insert (ARCHITECTURE.md, Exactly once 5). Gives the number of locks so far: one more than `keyLocks` told earlier means
 * that nobody inserted since, and nothing needs to be read again.
 */
export async function lockKeys(session: Session, table: string): Promise<number> {
  await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_key')
        .where({ table_name: table })
        .update({ locked: knex.raw('locked + 1') }),
    ),
  )
  return keyLocks(session, table)
}

/** How often the table's row of etl_key was locked by transactions that have committed (or, in the running one, by itself). */
export async function keyLocks(session: Session, table: string): Promise<number> {
  const [row] = await session.query(
    session.dialect.compile((knex) => knex('etl_key').select('locked').where({ table_name: table })),
  )
  if (row === undefined) throw missingKeys(table)
  return storedNumber(row[0])
}

/** The same in the running transaction, which holds the row's lock: keys that it does not use, since it fails, are given again. */
export function allotKeys(
  session: Session,
  table: string,
  count: number,
  column: Pick<ColumnShape, 'kind'>,
): Promise<KeyBlock> {
  return allot(session, table, count, largestKey(column))
}

/** Allots keys in the running transaction; the row stays locked until it ends. */
export async function allot(session: Session, table: string, count: number, largest: number): Promise<KeyBlock> {
  const changed = await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_key')
        .where({ table_name: table })
        .where('next_key', '<=', largest + 1 - count)
        .update({ next_key: knex.raw('next_key + ?', [count]) }),
    ),
  )
  const next = await nextKey(session, table)
  if (next === null) throw missingKeys(table)
  if (count > 0 && changed !== 1) throw usedUp(table, count, Math.max(largest + 1 - next, 0), largest)
  return { first: next - count, count }
}

async function nextKey(session: Session, table: string): Promise<number | null> {
  const [row] = await session.query(
    session.dialect.compile((knex) => knex('etl_key').select('next_key').where({ table_name: table })),
  )
  return row === undefined ? null : storedNumber(row[0])
}

/** bigint ends where a JavaScript number stops being exact, so that next_key itself still is. */
function largestKey({ kind }: Pick<ColumnShape, 'kind'>): number {
  if (kind === 'integer') return 2 ** 31 - 1
  if (kind === 'bigint') return Number.MAX_SAFE_INTEGER - 1
  throw new Error(`A key column of type ${kind} has no range.`)
}

function usedUp(table: string, count: number, left: number, largest: number): LoadError {
  return new LoadError(
    'keys-used-up',
    `The keys of ${table} are used up: ${count} are needed, ${left} are left up to ${largest}. Nothing was written. ` +
      'Declare the key column as bigint, with the references to it, and build the tables anew (--delete_existing_tables).',
    { fields: { table, needed: count, left, largest } },
  )
}

function missingKeys(table: string): LoadError {
  return new LoadError(
    'keys-missing',
    `etl_key has no row for ${table}, so no key can be given without giving one twice. ` +
      `Insert it: table_name '${table}', next_key one above the greatest key ever used, locked 0.`,
    { fields: { table } },
  )
}
