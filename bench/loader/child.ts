import { openEngine } from '../../loader/engine/index.ts'
import { loadUnits, openConnections, planUnits, unitGraph } from '../../loader/etl/index.ts'
import { benchWarehouse } from '../star/warehouse.ts'
import type { Load, Manner } from './load.ts'

/** One load in a process of its own, so that its memory is its own; the last line it prints is what it took. */
const told = JSON.parse(process.argv[2] ?? '') as Load & Pick<Manner, 'lookupMemory'>
const { source, warehouse: target, select, fullRefresh = false, lookupMemory } = told
const warehouse = benchWarehouse(source, target)
const plan = planUnits(unitGraph(warehouse), { kinds: new Set(['dimension', 'fact']), select, exclude: [] })
// Its modules belong to Node's start, and the limit's are loaded long before.
{
  await using _ = await openEngine(source)
}
const since = performance.now()
const cpuBefore = process.cpuUsage()
{
  await using connections = openConnections(warehouse, { missingWarehouse: 'make', notice: console.error })
  const result = await loadUnits({
    warehouse,
    plan,
    connections,
    software: 'bench',
    command: 'bench',
    executionTime: null,
    acceptShrink: false,
    fullRefresh,
    lookupMemory,
    signal: new AbortController().signal,
    listener: () => undefined,
  })
  for (const unit of result.units) {
    if (unit.status !== 'done')
      throw new Error(`${unit.unit} is ${unit.status}`, { cause: 'error' in unit ? unit.error : null })
    if (unit.counts.rejected > 0) throw new Error(`${unit.unit} rejected ${unit.counts.rejected} rows.`)
  }
}
const seconds = (performance.now() - since) / 1000
const { user, system } = process.cpuUsage(cpuBefore)
const residentMb = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, residentMb }))
