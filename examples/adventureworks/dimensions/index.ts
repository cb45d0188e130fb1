import type { Origin } from '../sources/origin.ts'
import { address } from './address.ts'
import { creditCard } from './credit-card.ts'
import { customer } from './customer.ts'
import { date } from './date.ts'
import { employee } from './employee.ts'
import { product } from './product.ts'
import { salesPerson } from './sales-person.ts'
import { salesReason } from './sales-reason.ts'
import { territory } from './territory.ts'

export const dimensions = (origin: Origin) => ({
  address: address(origin),
  credit_card: creditCard(origin),
  customer: customer(origin),
  date,
  employee: employee(origin),
  product: product(origin),
  sales_person: salesPerson(origin),
  sales_reason: salesReason(origin),
  territory: territory(origin),
})

/** The dimensions of one origin, for the facts that look up in them. */
export type Dimensions = ReturnType<typeof dimensions>
