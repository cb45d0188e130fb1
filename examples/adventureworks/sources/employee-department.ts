import { date, feeding, nullable, source } from '../../../loader/index.ts'
import { employeeDim } from '../creates/employee-dim.ts'
import { type Origin, over } from './origin.ts'

/** The department history joined to its employee: one row for each period in one department and shift; `ended_on` is its last day. */
export const employeeDepartments = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: { ...feeding(employeeDim), started_on: date(), ended_on: nullable(date()) },
    sql: over(origin, 'employeedepartmenthistory', 'employee', 'department', 'person')`
      SELECT h.businessentityid AS employee_id, p.firstname AS first_name, p.lastname AS last_name,
             e.jobtitle AS job_title, e.hiredate AS hired_on, d.name AS department, d.groupname AS department_group,
             h.shiftid AS shift_id, h.startdate AS started_on, h.enddate AS ended_on
      FROM employeedepartmenthistory h
      JOIN employee e ON e.businessentityid = h.businessentityid
      JOIN department d ON d.departmentid = h.departmentid
      LEFT JOIN person p ON p.businessentityid = h.businessentityid`,
  })
