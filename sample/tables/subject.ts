import { integer, varchar } from '../../loader/index.ts'
import { sampleTable } from '../sample-table.ts'
import { subjects as names } from '../words.ts'

export const subjects = sampleTable({
  name: 'schools_subject',
  columns: { id: integer(), name: varchar(60) },
  rows: () => names.map((name, at) => [at + 1, name]),
})
