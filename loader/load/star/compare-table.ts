import type { Dialect, Session, TableColumn } from '../../engine/index.ts'
import { DefinitionError } from '../../errors/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import { isRebuilt } from './column-steps.ts'
import { starPlan } from './table-plan.ts'

/**
 * Compares the live table's columns with the definition: names, types, nullability; their order is free. False: there is no table yet. Throws
 * DefinitionError 'table-differs' naming every difference.
 */
export async function compareTable(session: Session, unit: UnitDefinition): Promise<boolean> {
  const live = await session.tableColumns(unit.table.name)
  if (live === null) return false
  const findings = differences(session.dialect, unit, live)
  if (findings.length === 0) return true
  throw new DefinitionError(
    'table-differs',
    `The table ${unit.table.name} in the warehouse differs from the definition of ${unit.kind} ${unit.name}: ${findings.join('; ')}. ` +
      `"run.ts plan --select ${unit.name}" shows what would change it, "run.ts apply" does it. Or change the definition back, or drop the tables and load them anew: ` +
      `--delete_existing_tables --select ${unit.name}`,
    { fields: { unit: unit.name, table: unit.table.name, findings } },
  )
}

function differences(dialect: Dialect, unit: UnitDefinition, live: readonly TableColumn[]): readonly string[] {
  const plan = starPlan(unit)
  const there = new Map(live.map((column) => [column.name, column]))
  const filled = new Set(plan.primaryKey)
  const wanted = plan.columns.flatMap(({ name, column }) => {
    const found = there.get(name)
    if (found === undefined) return [`it has no ${name}`]
    const type = dialect.type(column)
    const nullable = column.nullable && !filled.has(name)
    return [
      ...(found.type === type ? [] : [`${name} is ${found.type}, not ${type}`]),
      ...(found.nullable === nullable || (found.nullable && isRebuilt(unit))
        ? []
        : [`${name} is ${found.nullable ? 'nullable' : 'NOT NULL'} there`]),
    ]
  })
  const names = new Set(plan.columns.map(({ name }) => name))
  return [...wanted, ...live.filter(({ name }) => !names.has(name)).map(({ name }) => `it has ${name} besides`)]
}
