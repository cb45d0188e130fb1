import type { Origin } from '../sources/origin.ts'
import { date } from './date.ts'
import { product } from './product.ts'

export const dimensions = (origin: Origin) => ({ date, product: product(origin) })
