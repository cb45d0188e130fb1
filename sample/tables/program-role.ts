import { integer, varchar } from '../../loader/index.ts'
import { sampleTable } from '../sample-table.ts'
import { programRoles as names } from '../words.ts'

export const programRoles = sampleTable({
  name: 'disability_role',
  columns: { id: integer(), name: varchar(30) },
  rows: () => names.map((name, at) => [at + 1, name]),
})
