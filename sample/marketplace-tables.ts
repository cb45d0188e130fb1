import type { TablePlan } from '../loader/engine/index.ts'
import type { ColumnShape, NamedColumn } from '../loader/schema/index.ts'

type Columns = Readonly<Record<string, Omit<ColumnShape, 'nullable' | 'purpose'> & { readonly nullable?: boolean }>>

const integer = { kind: 'integer' } as const
const moment = { kind: 'timestamp' } as const
const money = { kind: 'decimal', precision: 10, scale: 2 } as const
const words = (length: number) => ({ kind: 'varchar', length }) as const
const maybe = <T extends object>(column: T) => ({ ...column, nullable: true }) as const

function tablePlan(name: string, columns: Columns, primaryKey?: readonly string[]): TablePlan {
  const named: NamedColumn[] = Object.entries(columns).map(([column, shape]) => ({
    name: column,
    column: { nullable: false, purpose: 'attribute', ...shape },
  }))
  return { name, columns: named, ...(primaryKey === undefined ? {} : { primaryKey }) }
}

/** The source's tables, named as a Django application names its own. Profiles carry no key: some stand there twice, as found in the wild. */
export const marketplaceTables = {
  schools: tablePlan(
    'schools_school',
    { id: integer, name: words(120), city: maybe(words(128)), state: maybe(words(2)), enrollment: maybe(integer) },
    ['id'],
  ),
  users: tablePlan(
    'users_user',
    {
      id: integer,
      username: words(150),
      email: words(254),
      role: words(20),
      is_active: { kind: 'boolean' },
      date_joined: moment,
      updated_at: moment,
    },
    ['id'],
  ),
  profiles: tablePlan('users_profile', {
    user_id: integer,
    school_id: maybe(integer),
    graduation_year: maybe(integer),
    city: maybe(words(128)),
  }),
  products: tablePlan(
    'products_product',
    {
      id: integer,
      title: words(300),
      category: words(40),
      subject: maybe(words(60)),
      page_count: maybe(integer),
      list_price: money,
      seller_id: maybe(integer),
      school_id: maybe(integer),
      created_at: moment,
      updated_at: moment,
    },
    ['id'],
  ),
  orders: tablePlan('orders_order', { id: integer, buyer_id: maybe(integer), ordered_at: moment }, ['id']),
  lines: tablePlan(
    'orders_orderline',
    {
      order_id: integer,
      line_no: integer,
      product_id: maybe(integer),
      quantity: integer,
      unit_price: money,
      discount: money,
    },
    ['order_id', 'line_no'],
  ),
} as const
