import { dateDimension, dateTable } from '../../../loader/index.ts'

const dateDim = dateTable('date_dim')
const date = dateDimension({
  name: 'date',
  table: dateDim,
  from: '2024-01-01',
  to: '2024-12-31',
  fiscalYearStart: 7,
  holidays: { '2024-12-25': 'Christmas Day' },
})

export const units = [date]
