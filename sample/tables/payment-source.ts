import { nullable, varchar } from '../../loader/index.ts'
import { sampleTable } from '../sample-table.ts'
import { paymentSources as sources } from '../words.ts'

export const paymentSources = sampleTable({
  name: 'payments_source',
  columns: { code: varchar(20), name: varchar(50), processor: nullable(varchar(50)) },
  rows: () => sources,
})
