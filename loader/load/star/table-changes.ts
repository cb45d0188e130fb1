import type { Capabilities, Dialect } from '../../engine/index.ts'
import { keyColumn, naturalColumns, type UnitDefinition } from '../../model/index.ts'
import { columnPairs } from './column-pairs.ts'
import { addedColumn, type ColumnChanges, changedColumn, isRebuilt } from './column-steps.ts'
import type { LiveTable } from './live-table.ts'
import { reservedSteps } from './reserved-steps.ts'
import { type Guard, type Step, statement, type TableChanges } from './step.ts'
import { starPlan } from './table-plan.ts'

/** Reserved members get their words when the columns are wide enough for them and before they are too narrow for the former ones. */
const order: readonly Step['kind'][] = ['make', 'rename', 'add', 'widen', 'reserved', 'narrow', 'drop', 'index']

/**
 * What makes the live table fit its definition. Pure: the same definition and table give the same steps, so that whatever was stopped half way is
 * found again as what is left of it.
 */
export function tableChanges(
  unit: UnitDefinition,
  live: LiveTable | null,
  { dialect, capabilities }: { readonly dialect: Dialect; readonly capabilities: Capabilities },
): TableChanges {
  const { table } = unit
  const plan = starPlan(unit)
  if (live === null) {
    const statements = dialect.createTable(plan).map(statement)
    return { steps: [{ kind: 'make', sentence: `makes ${table.name}`, statements }], obstacles: [] }
  }
  const filled = new Set(plan.primaryKey)
  const { pairs, besides } = columnPairs(plan, live.columns)
  const liveNames: LiveNames = (name) => pairs.find(({ wanted }) => wanted.name === name)?.live?.name ?? name
  const key = keyColumn(table)
  const members = key === undefined ? null : `${dialect.quote(liveNames(key))} > 0`
  const columns = pairs.map((pair) => {
    const { name, column } = pair.wanted
    const wanted = { name, column: filled.has(name) ? { ...column, nullable: false } : column }
    return pair.live === null
      ? addedColumn(unit, wanted, dialect)
      : changedColumn(unit, { ...pair, wanted }, dialect, members)
  })
  const dropped = besides.map(({ name }) => droppedColumn(unit, name, live, liveNames, dialect))
  const added = new Set(
    pairs.filter((pair, at) => pair.live === null && columns[at]?.obstacle === null).map(({ wanted }) => wanted.name),
  )
  const changes = [...columns, ...dropped]
  const steps = [
    ...changes.flatMap((change) => change.steps),
    ...missingIndexes(unit, live, liveNames, dialect, capabilities),
    ...(unit.kind === 'dimension' ? reservedSteps(unit, live, added, liveNames, dialect, capabilities) : []),
  ]
  return {
    steps: steps.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)),
    obstacles: [...changes.flatMap(({ obstacle }) => obstacle ?? []), ...grainObstacle(unit, live, capabilities)],
  }
}

/** What the table calls a column of the definition, before any renaming. */
type LiveNames = (name: string) => string

const historyNames = ['valid_from', 'valid_to', 'is_current', 'version']

function droppedColumn(
  unit: UnitDefinition,
  name: string,
  live: LiveTable,
  liveNames: LiveNames,
  dialect: Dialect,
): ColumnChanges {
  const { table, kind } = unit
  const unique = live.indexes.find((index) => index.unique && index.columns.includes(name))
  if (unique !== undefined)
    return { steps: [], obstacle: `it has ${name} besides, by which its rows are told apart (index ${unique.name})` }
  if (kind === 'dimension' && table.history === undefined && historyNames.includes(name))
    return {
      steps: [],
      obstacle: `it has ${name} besides, a column of its history: it holds versions, and the definition none`,
    }
  const step: Step = {
    kind: 'drop',
    sentence: `drops ${name}, with its values`,
    statements: [statement(dialect.alter.dropColumn(table.name, name))],
  }
  // Where no index forbids it, members must still be told apart without the column.
  return { steps: [kind === 'fact' ? step : { ...step, guard: oneByOne(unit, liveNames, dialect) }], obstacle: null }
}

function oneByOne({ table }: UnitDefinition, liveNames: LiveNames, dialect: Dialect): Guard {
  const keys = [...naturalColumns(table), ...(table.history === undefined ? [] : ['valid_from'])].map((name) =>
    dialect.quote(liveNames(name)),
  )
  const name = dialect.quote(table.name)
  const twice = `SELECT 1 FROM ${name} GROUP BY ${keys.join(', ')} HAVING COUNT(*) > 1 AND COUNT(${keys[0]}) > 0`
  return { where: `EXISTS (${twice})`, example: null, sentence: 'would no longer be told apart' }
}

function missingIndexes(
  { table }: UnitDefinition,
  live: LiveTable,
  liveNames: LiveNames,
  dialect: Dialect,
  capabilities: Capabilities,
): readonly Step[] {
  if (!capabilities.indexes) return []
  const there = new Set(live.indexes.map(({ columns }) => columns.join('\n')))
  return table.indexes
    .filter((index) => !there.has(index.map(liveNames).join('\n')))
    .map((index) => ({
      kind: 'index',
      sentence: `adds an index on ${index.join(', ')}`,
      statements: dialect.addIndexes(table.name, [index]).map(statement),
    }))
}

/** A rebuilt fact gets its key with its next load. */
function grainObstacle(unit: UnitDefinition, live: LiveTable, { indexes }: Capabilities): readonly string[] {
  if (!indexes || unit.kind === 'dimension' || isRebuilt(unit)) return []
  const key = live.indexes.find(({ primary }) => primary)
  const renamed = unit.table.grain.map((name) => unit.table.columns[name]?.renamedFrom ?? name)
  if (key === undefined || [unit.table.grain, renamed].some((grain) => grain.join() === key.columns.join())) return []
  return [
    `its rows are told apart by ${key.columns.join(', ')}, and the definition's grain is ${unit.table.grain.join(', ')}`,
  ]
}
