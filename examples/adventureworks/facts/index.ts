import type { Origin } from '../sources/origin.ts'
import { salesOrderLine } from './sales-order-line.ts'

export const facts = (origin: Origin) => ({ sales_order_line: salesOrderLine(origin) })
