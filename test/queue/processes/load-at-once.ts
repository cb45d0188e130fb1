import { checkStar, loadUnits, openConnections, planUnits, unitGraph, unitNamed } from '../../../loader/etl/index.ts'
import type { UnitDefinition, WarehouseShape } from '../../../loader/model/index.ts'

const all = { kinds: new Set(['dimension', 'fact'] as const), select: [], exclude: [] }

/** What is looked up before what looks it up. */
export function unitsOf(warehouse: WarehouseShape): readonly UnitDefinition[] {
  return planUnits(unitGraph(warehouse), all).units.map(({ name }) => unitNamed(warehouse, name))
}

/** The same units without a queue, in this process, one after another. Throws where one is not done. */
export async function loadAtOnce(warehouse: WarehouseShape, executionTime: string): Promise<void> {
  const plan = planUnits(unitGraph(warehouse), all)
  await using connections = openConnections(warehouse, { missingWarehouse: 'make', notice: () => {} })
  const { units } = await loadUnits({
    ...{ warehouse, plan, connections, executionTime, software: 'test', command: 'test', acceptShrink: false },
    signal: new AbortController().signal,
    listener: () => {},
  })
  for (const unit of units)
    if (unit.status !== 'done') throw new Error(`${unit.unit} is ${unit.status}.`, { cause: unit })
}

/** What `check --warehouse` finds, unit by unit; empty: all is well. */
export async function findingsOf(warehouse: WarehouseShape): Promise<readonly string[]> {
  const plan = planUnits(unitGraph(warehouse), all)
  await using connections = openConnections(warehouse, { missingWarehouse: 'stand-in', notice: () => {} })
  const { signal } = new AbortController()
  const reports = await checkStar({ warehouse, plan, connections, signal }, () => {})
  return reports.flatMap(({ unit, report }) => {
    if (report !== null && report.findings.length + report.missing.length === 0) return []
    return [`${unit}: ${JSON.stringify(report)}`]
  })
}
