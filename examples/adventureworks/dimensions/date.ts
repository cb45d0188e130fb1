import { dateDimension } from '../../../loader/index.ts'
import { dateDim } from '../creates/date-dim.ts'

export const date = dateDimension({ name: 'date', table: dateDim, from: '2011-01-01', to: '2014-12-31' })
