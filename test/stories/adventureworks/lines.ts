import { openEngine } from '../../../loader/engine/index.ts'

/** Lines as a database's queries give them: two texts and a number each. `before`: a WITH that names what it reads. */
export async function queryLines(url: string, queries: string, before = ''): Promise<Readonly<Record<string, string>>> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const rows = await session.query(`${before}${queries}`)
  return Object.fromEntries(rows.map(([group, metric, value]) => [`${group} ${metric}`, String(value)]))
}

/** A query for one line, or for one of each group: the group is an expression. */
export const line = (group: string, metric: string, value: string, from: string): string =>
  `SELECT ${group}, '${metric}', CAST(${value} AS DECIMAL(20, 4)) FROM ${from}`

const sales = 'sales_order_line_fact f'
const withProduct = `${sales} JOIN product_dim p ON p.product_key = f.product_key`
const territory = `CASE WHEN s.territory IN ('Unknown', 'Not applicable') THEN '<unknown>' ELSE s.territory END`
const lastRun = '(SELECT MAX(run_id) FROM etl_run)'

/** What the star answers, and, of the rows it does not hold, the run log. */
export const starLines = [
  line("'fct_sales'", 'rows', 'COUNT(*)', sales),
  line("'fct_sales'", 'sum_orderqty', 'SUM(order_quantity)', sales),
  line("'fct_sales'", 'sum_revenue(unitprice*orderqty)', 'SUM(revenue)', sales),
  line("'fct_sales'", 'rows_creditcard_null', 'COUNT(*)', `${sales} WHERE credit_card_key = -2`),
  line("'fct_sales'", 'rows_salesperson_null', 'COUNT(*)', `${sales} WHERE sales_person_key = -2`),
  line("'fct_sales'", 'rows_shipaddress_orphan', 'COUNT(*)', `${sales} WHERE ship_to_address_key = -1`),
  line("'fct_sales'", 'rows_customer_orphan', 'COUNT(*)', `${sales} WHERE customer_key = -1`),
  line("'fct_sales'", 'rows_product_orphan', 'COUNT(*)', `${sales} WHERE product_key = -1`),
  line("'dim_product_cost'", 'scd2_versions', 'COUNT(*)', 'product_dim WHERE product_key > 0'),
  line("'dim_product_cost'", 'products', 'COUNT(DISTINCT product_id)', 'product_dim WHERE product_key > 0'),
  line("'dim_product_cost'", 'open_versions', 'COUNT(*)', 'product_dim WHERE product_key > 0 AND is_current'),
  line("'dim_employee'", 'scd2_versions(department,shift)', 'COUNT(*)', 'employee_dim WHERE employee_key > 0'),
  line("'dim_employee'", 'employees', 'COUNT(DISTINCT employee_id)', 'employee_dim WHERE employee_key > 0'),
  line(
    "'asof_cost'",
    'rows_with_cost_version',
    'COUNT(*)',
    `${withProduct} JOIN date_dim d ON d.date_key = f.order_date_key
     WHERE f.product_key > 0 AND p.valid_from <= d.full_date AND d.full_date < p.valid_to`,
  ),
  line(
    "'asof_cost'",
    'sum(orderqty*standardcost as of orderdate)',
    'SUM(f.order_quantity * p.standard_cost)',
    withProduct,
  ),
  line("CONCAT('category ', p.category)", 'sum_revenue', 'SUM(f.revenue)', `${withProduct} GROUP BY p.category`),
  line(
    "CONCAT('order month ', d.month)",
    'sum_revenue',
    'SUM(f.revenue)',
    `${sales} JOIN date_dim d ON d.date_key = f.order_date_key GROUP BY d.month`,
  ),
  line(
    `CONCAT('territory as of ', ${territory})`,
    'sum_revenue',
    'SUM(f.revenue)',
    `${sales} JOIN sales_person_dim s ON s.sales_person_key = f.sales_person_key GROUP BY ${territory}`,
  ),
  line(
    "'salesorderdetail'",
    'rows',
    'SUM(rows_new + rejected)',
    `etl_unit_run WHERE unit = 'sales_order_line' AND run_id = ${lastRun}`,
  ),
  line(
    "'salesorderdetail'",
    'rows_without_header',
    'COUNT(*)',
    `etl_reject WHERE unit = 'sales_order_line' AND reason = 'missing-member' AND kept AND run_id = ${lastRun}`,
  ),
].join('\nUNION ALL ')

/** What no star of ours holds: orphans and NULLs of the source itself, and sums over rows that were turned away. */
export const sourceLines = [
  line("'customer'", 'personid_null', 'COUNT(*)', 'customer WHERE personid IS NULL'),
  line(
    "'customer'",
    'personid_orphan',
    'COUNT(*)',
    'customer c LEFT JOIN person p ON p.businessentityid = c.personid WHERE c.personid IS NOT NULL AND p.businessentityid IS NULL',
  ),
  line(
    "'customer'",
    'storeid_orphan',
    'COUNT(*)',
    'customer c LEFT JOIN store s ON s.businessentityid = c.storeid WHERE c.storeid IS NOT NULL AND s.businessentityid IS NULL',
  ),
  line("'product'", 'subcategory_null', 'COUNT(*)', 'product WHERE productsubcategoryid IS NULL'),
  line(
    "'salesorderheader'",
    'headers_without_detail',
    'COUNT(*)',
    'salesorderheader h WHERE NOT EXISTS (SELECT 1 FROM salesorderdetail d WHERE d.salesorderid = h.salesorderid)',
  ),
  line(
    "'salesorderdetail'",
    'sum_revenue_of_all_rows',
    'SUM(CAST(unitprice AS DECIMAL(18, 4)) * CAST(orderqty AS DECIMAL(10, 0)))',
    'salesorderdetail',
  ),
  line(
    "'current_cost_is_wrong'",
    'sum(orderqty*product.standardcost)',
    'SUM(CAST(p.standardcost AS DECIMAL(18, 4)) * CAST(d.orderqty AS DECIMAL(10, 0)))',
    `salesorderdetail d JOIN salesorderheader h ON h.salesorderid = d.salesorderid
     JOIN product p ON p.productid = d.productid`,
  ),
].join('\nUNION ALL ')
