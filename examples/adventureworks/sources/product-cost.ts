import { decimal, integer, nullable, source, sql, timestamp, varchar } from '../../../loader/index.ts'
import type { Origin } from './origin.ts'

/** The cost history joined to its product: one row for each period in which a product had one cost; `ended_on` is its last day. */
export const productCosts = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: {
      product_id: integer(),
      name: varchar(50),
      product_number: varchar(25),
      color: nullable(varchar(15)),
      standard_cost: decimal(18, 4),
      started_on: timestamp(),
      ended_on: nullable(timestamp()),
    },
    sql:
      origin === 'tables'
        ? sql`
            SELECT c.productid AS product_id, p.name, p.productnumber AS product_number, p.color,
                   c.standardcost AS standard_cost, c.startdate AS started_on, c.enddate AS ended_on
            FROM productcosthistory c
            JOIN product p ON p.productid = c.productid`
        : sql`
            SELECT c.productid AS product_id, p.name, p.productnumber AS product_number, p.color,
                   c.standardcost AS standard_cost, c.startdate AS started_on, c.enddate AS ended_on
            FROM read_csv('productcosthistory.csv', all_varchar = true) c
            JOIN read_csv('product.csv', all_varchar = true) p ON p.productid = c.productid`,
  })
