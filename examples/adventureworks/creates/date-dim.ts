import { dateTable } from '../../../loader/index.ts'

export const dateDim = dateTable('date_dim')
