import { expect } from 'vitest'
import config from '../../config.ts'
import { checkStar, loadUnits, openConnections, planUnits, unitGraph } from '../../loader/etl/index.ts'
import { dimensions, facts, type Units } from './load-marketplace.ts'

/** Loads the example's star in this process, so that no load waits for a start of Node, and proves its invariants; gives each unit's counts. */
export async function loadHere(sourceUrl: string, warehouseUrl: string): Promise<Units> {
  const warehouse = { ...config, sources: { marketplace: sourceUrl }, warehouse: warehouseUrl }
  const plan = planUnits(unitGraph(warehouse), { kinds: new Set(['dimension', 'fact']), select: [], exclude: [] })
  await using connections = openConnections(warehouse, { missingWarehouse: 'make', notice: () => {} })
  const { signal } = new AbortController()
  const { units } = await loadUnits({
    warehouse,
    plan,
    connections,
    software: 'stories',
    command: 'stories',
    executionTime: null,
    acceptShrink: false,
    signal,
    listener: () => {},
  })
  expect(units.map(({ unit, status }) => `${unit} ${status}`)).toEqual(
    [...dimensions, ...facts].map((name) => `${name} done`),
  )
  const reports = await checkStar({ warehouse, plan, connections, signal }, () => {})
  expect(reports).toEqual(
    plan.units.map(({ name }) => expect.objectContaining({ unit: name, report: { findings: [], missing: [] } })),
  )
  return Object.fromEntries(
    units.map((unit) => [unit.unit, unit.status === 'skipped' ? null : unit.counts]),
  ) as unknown as Units
}
