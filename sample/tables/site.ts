import { integer, varchar } from '../../loader/index.ts'
import { sampleTable } from '../sample-table.ts'
import { sites as names } from '../words.ts'

/** Where one meets the marketplace. */
export const sites = sampleTable({
  name: 'django_site',
  columns: { id: integer(), domain: varchar(100), name: varchar(50) },
  rows: () => names.map(([domain, name], at) => [at + 1, domain, name]),
})
