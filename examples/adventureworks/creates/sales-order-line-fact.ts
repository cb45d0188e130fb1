import { audit, decimal, degenerate, integer, measure, reference, table } from '../../../loader/index.ts'
import { addressDim } from './address-dim.ts'
import { creditCardDim } from './credit-card-dim.ts'
import { customerDim } from './customer-dim.ts'
import { dateDim } from './date-dim.ts'
import { employeeDim } from './employee-dim.ts'
import { productDim } from './product-dim.ts'
import { salesPersonDim } from './sales-person-dim.ts'
import { territoryDim } from './territory-dim.ts'

/** One line of one sales order. Discounts are shares of the price, and revenue is told before them. */
export const salesOrderLineFact = table(
  'sales_order_line_fact',
  {
    order_date_key: reference(dateDim),
    due_date_key: reference(dateDim),
    ship_date_key: reference(dateDim),
    product_key: reference(productDim),
    customer_key: reference(customerDim),
    bill_to_address_key: reference(addressDim),
    ship_to_address_key: reference(addressDim),
    credit_card_key: reference(creditCardDim),
    sales_person_key: reference(salesPersonDim),
    employee_key: reference(employeeDim),
    territory_key: reference(territoryDim),
    order_id: degenerate(integer()),
    line_id: degenerate(integer()),
    order_quantity: measure(integer()),
    unit_price: measure(decimal(18, 4)),
    discount_rate: measure(decimal(9, 4)),
    revenue: measure(decimal(18, 4)),
    ...audit(),
  },
  { grain: ['order_id', 'line_id'], indexes: [['order_date_key'], ['product_key']] },
)
