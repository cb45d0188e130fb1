import { schoolDim } from '../creates/school-dim.ts'
import { dimension } from '../loader/index.ts'
import { schools } from '../sources/school.ts'

export const school = dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  attributes: {
    name: 'type2',
    city: 'type1',
    state: 'type1',
    enrollment: { from: 'enrollment', change: 'type1', overwrite: 'latest' },
  },
  unknown: { name: 'No school' },
})
