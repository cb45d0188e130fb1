import { feeding, nullable, source, timestamp } from '../../../loader/index.ts'
import { productDim } from '../creates/product-dim.ts'
import { type Origin, over } from './origin.ts'

/** The cost history joined to its product: one row for each period in which a product had one cost; `ended_on` is its last day. */
export const productCosts = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: { ...feeding(productDim), started_on: timestamp(), ended_on: nullable(timestamp()) },
    sql: over(origin, 'productcosthistory', 'product', 'productsubcategory', 'productcategory')`
      SELECT h.productid AS product_id, p.name, p.productnumber AS product_number, p.color,
             COALESCE(c.name, 'Not applicable') AS category, COALESCE(s.name, 'Not applicable') AS subcategory,
             h.standardcost AS standard_cost, h.startdate AS started_on, h.enddate AS ended_on
      FROM productcosthistory h
      JOIN product p ON p.productid = h.productid
      LEFT JOIN productsubcategory s ON s.productsubcategoryid = p.productsubcategoryid
      LEFT JOIN productcategory c ON c.productcategoryid = s.productcategoryid`,
  })
