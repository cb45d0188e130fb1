import { dimension } from '../../../loader/index.ts'
import { employeeDim } from '../creates/employee-dim.ts'
import { employeeDepartments } from '../sources/employee-department.ts'
import type { Origin } from '../sources/origin.ts'

export const employee = (origin: Origin) =>
  dimension({
    name: 'employee',
    table: employeeDim,
    source: employeeDepartments(origin),
    attributes: {
      first_name: 'type1',
      last_name: 'type1',
      job_title: 'type1',
      hired_on: 'type1',
      department: 'type2',
      department_group: 'type2',
      shift_id: 'type2',
    },
    effectiveFrom: 'started_on',
    effectiveTo: { column: 'ended_on', inclusive: 'day' },
  })
