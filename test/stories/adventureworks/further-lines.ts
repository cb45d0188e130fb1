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
  'state Washington is WA. addresses': '399.0000',
}
