import { type Engine, openEngine, type Session } from '../../../loader/engine/index.ts'

/** Runs statements on a database and closes it again, so that a child process can have it (DuckDB). */
export async function onDatabase<T>(url: string, work: (session: Session, engine: Engine) => Promise<T>): Promise<T> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  return await work(session, engine)
}

/** The shop's source: ten stores, two items, four sales; sale 4 is of an item that is not there, sale 3 of none. */
export async function makeShop(url: string): Promise<void> {
  await onDatabase(url, async (session) => {
    await session.execute(
      'CREATE TABLE store (id INTEGER, name VARCHAR(40), city VARCHAR(40), opened_at TIMESTAMP NULL)',
    )
    await session.execute('CREATE TABLE item (id INTEGER, title VARCHAR(40))')
    await session.execute(
      'CREATE TABLE sale (id INTEGER, store_id INTEGER, item_id INTEGER, sold_at TIMESTAMP NULL, amount DECIMAL(12,2))',
    )
    const stores = Array.from({ length: 10 }, (_, id) => `(${id}, 'Store ${id}', 'City', '2025-01-01 00:00:00')`)
    await session.execute(`INSERT INTO store VALUES ${stores.join(', ')}`)
    await session.execute("INSERT INTO item VALUES (1, 'Pen'), (2, 'Ink')")
    await session.execute(
      "INSERT INTO sale VALUES (1, 1, 1, '2026-01-05 10:00:00', 1.50), (2, 2, 2, '2026-01-05 11:00:00', 2.50), " +
        "(3, 3, NULL, '2026-01-05 12:00:00', 3.50), (4, 4, 99, '2026-01-05 13:00:00', 4.50)",
    )
  })
}

/** What stands in the star, briefly; a table that is not there is null. */
export interface StarRows {
  readonly stores: readonly string[] | null
  readonly items: readonly string[] | null
  /** Sale, its store, its item's reserved key or 'found', the amount. */
  readonly sales: readonly string[] | null
}

export async function starRows(url: string): Promise<StarRows> {
  return await onDatabase(url, async (session) => {
    const lines = async (table: string, sql: string) =>
      (await session.tableExists(table)) ? (await session.query(sql)).map((row) => row.map(String).join(' ')) : null
    return {
      stores: await lines(
        'store_dim',
        'SELECT store_id, version, name FROM store_dim WHERE store_key > 0 ORDER BY store_id, version',
      ),
      items: await lines('item_dim', 'SELECT item_id, title FROM item_dim WHERE item_key > 0 ORDER BY item_id'),
      sales: await lines(
        'sale_fact',
        `SELECT f.sale_id, CASE WHEN s.store_key < 0 THEN 'Unknown' ELSE s.name END,
                CASE WHEN f.item_key < 0 THEN CAST(f.item_key AS CHAR(2)) ELSE 'found' END, f.amount
         FROM sale_fact f LEFT JOIN store_dim s ON s.store_key = f.store_key ORDER BY f.sale_id`,
      ),
    }
  })
}
