import { fact } from '../../../loader/index.ts'
import { salesOrderLineFact } from '../creates/sales-order-line-fact.ts'
import type { Dimensions } from '../dimensions/index.ts'
import type { Origin } from '../sources/origin.ts'
import { salesOrderLines } from '../sources/sales-order-line.ts'

export const salesOrderLine = (origin: Origin, within: Dimensions) =>
  fact({
    name: 'sales_order_line',
    table: salesOrderLineFact,
    source: salesOrderLines(origin),
    lookups: {
      order_date_key: { dimension: within.date, on: { full_date: 'ordered_on' } },
      due_date_key: { dimension: within.date, on: { full_date: 'due_on' } },
      ship_date_key: { dimension: within.date, on: { full_date: 'shipped_on' } },
      product_key: {
        dimension: within.product,
        on: { product_id: 'product_id' },
        asOf: 'ordered_at',
        missing: 'reject',
      },
      customer_key: { dimension: within.customer, on: { customer_id: 'customer_id' } },
      bill_to_address_key: { dimension: within.address, on: { address_id: 'bill_to_address_id' } },
      ship_to_address_key: { dimension: within.address, on: { address_id: 'ship_to_address_id' } },
      credit_card_key: { dimension: within.credit_card, on: { credit_card_id: 'credit_card_id' } },
      sales_person_key: {
        dimension: within.sales_person,
        on: { sales_person_id: 'sales_person_id' },
        asOf: 'ordered_on',
      },
      employee_key: { dimension: within.employee, on: { employee_id: 'sales_person_id' }, asOf: 'ordered_on' },
      territory_key: { dimension: within.territory, on: { territory_id: 'territory_id' } },
    },
  })
