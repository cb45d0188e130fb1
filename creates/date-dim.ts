import { dateTable } from '../loader/index.ts'

/** One day of the calendar; key 20240229. */
export const dateDim = dateTable('date_dim')
