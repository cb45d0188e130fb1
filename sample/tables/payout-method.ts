import { integer, varchar } from '../../loader/index.ts'
import { sampleTable } from '../sample-table.ts'
import { payoutMethods as methods } from '../words.ts'

export const payoutMethods = sampleTable({
  name: 'payouts_method',
  columns: { code: varchar(20), name: varchar(50), days_to_arrive: integer() },
  rows: () => methods,
})
