import { audit, date, history, integer, key, natural, nullable, table, varchar } from '../../../loader/index.ts'

/** An employee in each department and shift, by whole days. */
export const employeeDim = table('employee_dim', {
  employee_key: key(),
  employee_id: natural(integer()),
  first_name: nullable(varchar(50)),
  last_name: nullable(varchar(50)),
  job_title: varchar(50),
  hired_on: date(),
  department: varchar(50),
  department_group: varchar(50),
  shift_id: integer(),
  ...history('day'),
  ...audit(),
})
