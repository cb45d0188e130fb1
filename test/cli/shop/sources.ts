import { decimal, integer, nullable, source, sql, timestamp, varchar } from '../../../loader/index.ts'
import { variant } from './variant.ts'

export const stores = source({
  from: 'shop',
  columns: { store_id: integer(), name: varchar(40), city: nullable(varchar(40)) },
  sql: variant('bad-sql')
    ? sql`SELEC id FROM store`
    : variant('no-table')
      ? sql`SELECT id AS store_id, name, city FROM stores`
      : variant('no-column')
        ? sql`SELECT id AS store_id, city FROM store`
        : variant('wrong-type')
          ? sql`SELECT opened_at AS store_id, name, city FROM store`
          : sql`SELECT id AS store_id, name, city FROM store`,
})

export const items = source({
  from: 'shop',
  columns: { item_id: integer(), title: varchar(40) },
  sql: sql`SELECT id AS item_id, title FROM item`,
})

export const sales = source({
  from: 'shop',
  columns: {
    sale_id: integer(),
    store_id: nullable(integer()),
    item_id: nullable(integer()),
    sold_at: timestamp(),
    amount: decimal(12, 2),
  },
  // The endless one gives 10^8 rows out of the ten stores, row by row: nobody waits for its end.
  sql: variant('endless')
    ? sql`SELECT a.id + 10 * b.id + 100 * c.id + 1000 * d.id + 10000 * e.id + 100000 * f.id + 1000000 * g.id + 10000000 * h.id AS sale_id,
                 a.id AS store_id, b.id AS item_id, c.opened_at AS sold_at, 1.25 AS amount
          FROM store a, store b, store c, store d, store e, store f, store g, store h`
    : sql`SELECT id AS sale_id, store_id, item_id, sold_at, amount FROM sale`,
  ...(variant('keyed') ? { partition: ['sale_id'] as const } : {}),
})
