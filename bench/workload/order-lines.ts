import type { Cell, Cells } from '../../loader/schema/index.ts'
import { customerCode } from './people.ts'
import { random } from './random.ts'
import type { Sizes } from './sizes.ts'
import { type SourceTable, sourceTable } from './source-table.ts'
import { prices, sku, storeCode } from './things.ts'

const measures = { quantity: 'INT', unit_price: 'DECIMAL(10,2)', discount: 'DECIMAL(10,2)' }
const grain = { order_id: 'INT', line_no: 'SMALLINT' }
const ids = { customer_id: 'INT', product_id: 'INT', store_id: 'INT', ordered_at: 'time' }
const primaryKey = ['order_id', 'line_no']

export const orderLines = sourceTable('order_lines', { ...grain, ...ids, ...measures }, primaryKey)

/** The same with natural keys that are text. */
export const codedLines = sourceTable(
  'order_lines_coded',
  {
    ...grain,
    ...{ customer_code: 'VARCHAR(20)', product_sku: 'VARCHAR(20)', store_code: 'VARCHAR(20)', ordered_at: 'time' },
    ...measures,
  },
  primaryKey,
)

/** The same with a number that goes up with each change, and its index. */
export const numberedLines: SourceTable = sourceTable(
  'order_lines_numbered',
  { ...grain, ...ids, ...measures, change_no: 'INT' },
  primaryKey,
  ['change_no'],
)

const days = 2192
const firstDay = Date.UTC(2019, 0, 1)
export const linesOfOrder = 4

export interface LineOptions {
  readonly coded?: boolean
  /** The first change number; absent: no such column. */
  readonly changeNo?: number
  /** The first order; default 1. */
  readonly firstOrder?: number
}

/** Orders of four lines each over six years, in the order of their numbers and times. */
export function* lineRows(
  lines: number,
  { customers, products, stores }: Sizes,
  { coded = false, changeNo, firstOrder = 1 }: LineOptions = {},
): Generator<Cells, void, undefined> {
  const next = random(firstOrder)
  const price = prices(products)
  const orders = Math.ceil(lines / linesOfOrder)
  const below = (count: number) => 1 + Math.floor(next() * count)
  let row = 0
  for (let order = 0; order < orders; order++) {
    const seconds = Math.floor(((order + next()) / orders) * days * 86_400)
    const at = `${new Date(firstDay + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}.000000`
    const [customer, store] = [below(customers), below(stores)]
    for (let line = 1; line <= linesOfOrder && row < lines; line++, row++) {
      const product = below(products)
      const quantity = below(10)
      const cents = price[product] ?? 0
      const discount = next() < 0.2 ? Math.floor((cents * quantity * Math.floor(next() * 15)) / 100) : 0
      const keys = coded
        ? [customerCode(customer), sku(product), storeCode(store)]
        : ([customer, product, store] as const)
      const cells: Cell[] = [firstOrder + order, line, ...keys, at, quantity, money(cents), money(discount)]
      if (changeNo !== undefined) cells.push(changeNo + row)
      yield cells
    }
  }
}

function money(cents: number): string {
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
