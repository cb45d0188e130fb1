import { line } from './lines.ts'

const lines = 'sales_order_line_fact f'
const quotas = 'sales_quota_fact f JOIN sales_person_dim s ON s.sales_person_key = f.sales_person_key'

/** What expected.tsv does not ask: the star's other roles and facts, and where versions begin and end. */
export const furtherStarLines = [
  line(
    "CONCAT('seller of ', e.department)",
    'sum_revenue',
    'SUM(f.revenue)',
    `${lines} JOIN employee_dim e ON e.employee_key = f.employee_key GROUP BY e.department`,
  ),
  line(
    "CONCAT('ordered in ', t.territory_group)",
    'sum_revenue',
    'SUM(f.revenue)',
    `${lines} JOIN territory_dim t ON t.territory_key = f.territory_key GROUP BY t.territory_group`,
  ),
  line(
    "CONCAT('bought for ', r.name)",
    'orders',
    'COUNT(*)',
    'sales_order_reason_fact f JOIN sales_reason_dim r ON r.sales_reason_key = f.sales_reason_key GROUP BY r.name',
  ),
  line("'reasons of no order'", 'rows', 'COUNT(*)', 'sales_order_reason_fact WHERE order_date_key = -2'),
  line("CONCAT('quota in ', s.territory)", 'sum_quota', 'SUM(f.quota)', `${quotas} GROUP BY s.territory`),
  line(
    "CONCAT('employee 250 of ', department, ' from ', valid_from, ' to ', valid_to)",
    'version',
    'SUM(version)',
    'employee_dim WHERE employee_id = 250 GROUP BY department, valid_from, valid_to',
  ),
  line(
    "CONCAT('sales person 280 in ', territory, ' from ', valid_from, ' to ', valid_to)",
    'version',
    'SUM(version)',
    'sales_person_dim WHERE sales_person_id = 280 GROUP BY territory, valid_from, valid_to',
  ),
  line(
    "CONCAT('state ', state, ' is ', state_code, '.')",
    'addresses',
    'COUNT(*)',
    "address_dim WHERE state = 'Washington' GROUP BY state, state_code",
  ),
  line(
    "CONCAT('product 707 from ', CAST(valid_from AS DATE), ' to ', CAST(valid_to AS DATE))",
    'standard_cost',
    'SUM(standard_cost)',
    'product_dim WHERE product_id = 707 GROUP BY valid_from, valid_to',
  ),
  line(
    "CONCAT('bought by ', c.kind)",
    'sum_revenue',
    'SUM(f.revenue)',
    `${lines} JOIN customer_dim c ON c.customer_key = f.customer_key GROUP BY c.kind`,
  ),
  line(
    "CONCAT('paid with ', c.card_type)",
    'rows',
    'COUNT(*)',
    `${lines} JOIN credit_card_dim c ON c.credit_card_key = f.credit_card_key GROUP BY c.card_type`,
  ),
  line(
    "CONCAT('due in ', d.year, ' shipped in ', s.year)",
    'rows',
    'COUNT(*)',
    `${lines} JOIN date_dim d ON d.date_key = f.due_date_key JOIN date_dim s ON s.date_key = f.ship_date_key
     GROUP BY d.year, s.year`,
  ),
  line(
    "CONCAT('billed to ', b.line_1, ', shipped to ', s.line_1)",
    'rows',
    'COUNT(*)',
    `${lines} JOIN address_dim b ON b.address_key = f.bill_to_address_key
     JOIN address_dim s ON s.address_key = f.ship_to_address_key
     WHERE f.bill_to_address_key <> f.ship_to_address_key GROUP BY b.line_1, s.line_1`,
  ),
  line("'discounts'", 'sum', 'SUM(discount_rate)', lines),
].join('\nUNION ALL ')

/** Computed from the CSV files without Typeline. A quota of before a person's first version stands with that version. */
export const furtherLines: Readonly<Record<string, string>> = {
  'seller of Sales sum_revenue': '8782991.9473',
  'seller of Not applicable sum_revenue': '3749429.9932',
  'ordered in North America sum_revenue': '10240375.9337',
  'ordered in Europe sum_revenue': '810938.0962',
  'ordered in Pacific sum_revenue': '1481107.9106',
  'bought for Manufacturer orders': '855.0000',
  'bought for Quality orders': '855.0000',
  'reasons of no order rows': '46.0000',
  'quota in Australia sum_quota': '1687000.0000',
  'quota in Canada sum_quota': '17337000.0000',
  'quota in Central sum_quota': '12621000.0000',
  'quota in France sum_quota': '5557000.0000',
  'quota in Germany sum_quota': '2287000.0000',
  'quota in Northeast sum_quota': '10739000.0000',
  'quota in Northwest sum_quota': '8413000.0000',
  'quota in Southeast sum_quota': '8541000.0000',
  'quota in Southwest sum_quota': '19590000.0000',
  'quota in United Kingdom sum_quota': '4640000.0000',
  'quota in Not applicable sum_quota': '4302000.0000',
  'employee 250 of Marketing from 2011-02-25 to 2011-07-31 version': '1.0000',
  'employee 250 of Quality Assurance from 2011-07-31 to 2012-07-15 version': '2.0000',
  'employee 250 of Purchasing from 2012-07-15 to 9999-12-31 version': '3.0000',
  'sales person 280 in Northwest from 2011-05-31 to 2012-09-30 version': '1.0000',
  'sales person 280 in Not applicable from 2012-09-30 to 9999-12-31 version': '2.0000',
  'billed to 2530 South Colorado Blvd., shipped to 2000 300th Street rows': '22.0000',
  'billed to 25631 Florida Mall Ave., shipped to 9707 Coldwater Drive rows': '41.0000',
  'billed to City Center, shipped to 99 Front Street rows': '44.0000',
  'billed to Prime Outlets, shipped to 9228 Via Del Sol rows': '10.0000',
  'product 707 from 2011-05-31 to 2012-05-30 standard_cost': '12.0278',
  'product 707 from 2012-05-30 to 2013-05-30 standard_cost': '13.8782',
  'product 707 from 2013-05-30 to 9999-12-31 standard_cost': '13.0863',
  'bought by Store sum_revenue': '8782991.9473',
  'bought by Individual sum_revenue': '3749429.9932',
  'paid with ColonialVoice rows': '1708.0000',
  'paid with Distinguish rows': '1032.0000',
  'paid with SuperiorCard rows': '1390.0000',
  'paid with Vista rows': '1496.0000',
  'paid with Not applicable rows': '49.0000',
  'due in 2011 shipped in 2011 rows': '5642.0000',
  'due in 2012 shipped in 2011 rows': '33.0000',
  'discounts sum': '0.9700',
  'state Washington is WA. addresses': '399.0000',
}
