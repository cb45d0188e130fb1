import { feeding, source } from '../../../loader/index.ts'
import { customerDim } from '../creates/customer-dim.ts'
import { type Origin, over } from './origin.ts'

/** A customer is a store, a person, or the person of a store. Most of the persons are missing from the sample: they have no name. */
export const customers = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: feeding(customerDim),
    sql: over(origin, 'customer', 'person', 'store', 'salesterritory')`
      SELECT c.customerid AS customer_id, CASE WHEN c.storeid IS NULL THEN 'Individual' ELSE 'Store' END AS kind,
             p.firstname AS first_name, p.lastname AS last_name, s.storename AS store_name,
             COALESCE(t.name, 'Not applicable') AS territory
      FROM customer c
      LEFT JOIN person p ON p.businessentityid = c.personid
      LEFT JOIN store s ON s.businessentityid = c.storeid
      LEFT JOIN salesterritory t ON t.territoryid = c.territoryid`,
  })
