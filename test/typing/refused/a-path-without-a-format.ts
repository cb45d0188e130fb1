import { integer, source } from '../../../loader/index.ts'

source({
  columns: { id: integer() },
  // refused: is not assignable to type
  files: 'items.csv',
})
