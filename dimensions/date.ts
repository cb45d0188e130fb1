import { dateDim } from '../creates/date-dim.ts'
import { dateDimension } from '../loader/index.ts'

export const date = dateDimension({ name: 'date', table: dateDim, from: '2012-01-01', to: '2030-12-31' })
