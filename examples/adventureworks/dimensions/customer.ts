import { dimension } from '../../../loader/index.ts'
import { customerDim } from '../creates/customer-dim.ts'
import { customers } from '../sources/customer.ts'
import type { Origin } from '../sources/origin.ts'

export const customer = (origin: Origin) =>
  dimension({
    name: 'customer',
    table: customerDim,
    source: customers(origin),
    attributes: { kind: 'type1', first_name: 'type1', last_name: 'type1', store_name: 'type1', territory: 'type1' },
  })
