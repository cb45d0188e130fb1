import { dimension, history, integer, key, natural, source, table, timestamp, varchar } from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const employeeDim = table('employee_dim', {
  employee_key: key(),
  employee_id: natural(integer()),
  department: varchar(40),
  ...history('day'),
})
const employee = dimension({
  name: 'employee',
  table: employeeDim,
  source: source({
    from: 'shop',
    columns: { employee_id: integer(), department: varchar(40), moved_at: timestamp() },
    sql: drawn,
  }),
  attributes: { department: 'type2' },
  effectiveFrom: 'moved_at',
})

export const units = [employee]
