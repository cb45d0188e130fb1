import { prepareUnit } from '../load/index.ts'
import type { UnitDefinition, WarehouseShape } from '../model/index.ts'
import type { Connections } from './connections.ts'
import type { Plan } from './plan.ts'
import { unitNamed } from './unit-graph.ts'

/** What stands in the way of a load, and where. */
export interface Obstacle {
  /** `the warehouse`, `the source x`, or a unit's name. */
  readonly where: string
  readonly error: unknown
}

/** What was proved, told as it goes on. */
export type Proof =
  | { readonly kind: 'reached'; readonly where: string; readonly place: string; readonly standIn: boolean }
  | { readonly kind: 'fits'; readonly unit: string; readonly columns: number }
  | { readonly kind: 'obstacle'; readonly obstacle: Obstacle }

export interface ProveOptions {
  readonly warehouse: WarehouseShape
  readonly plan: Plan
  readonly connections: Connections
  /** Compare live tables with their definitions too; false where they are dropped first. */
  readonly tables: boolean
  /** What a load from the beginning would need (`--full-refresh`); default: what the next load needs. */
  readonly fullRefresh?: boolean
  readonly signal: AbortSignal
  readonly tell: (proof: Proof) => void
}

/**
 * Connects to the warehouse and to every source of the planned units, and compares each unit's source query and live table with its definition.
 * Writes nothing. Gives all that stands in the way, not the first thing alone; a unit whose source was not reached is not tried.
 */
export async function prove(options: ProveOptions): Promise<readonly Obstacle[]> {
  const { plan, connections, signal, tell } = options
  const units = plan.units.map((node) => unitNamed(options.warehouse, node.name))
  const obstacles: Obstacle[] = []
  const attempt = async (where: string, work: () => Promise<Proof>): Promise<boolean> => {
    try {
      signal.throwIfAborted()
      tell(await work())
      return true
    } catch (error) {
      const obstacle = { where, error }
      obstacles.push(obstacle)
      tell({ kind: 'obstacle', obstacle })
      return false
    }
  }
  const reached = new Set<string>()
  if (!(await attempt('the warehouse', () => reach('the warehouse', () => connections.warehouse(), signal))))
    return obstacles
  for (const name of sourcesOf(units)) {
    if (signal.aborted) return obstacles
    const where = `the source ${name}`
    if (await attempt(where, () => reach(where, () => connections.source(name), signal))) reached.add(name)
  }
  for (const unit of units) {
    if (signal.aborted) return obstacles
    if (unit.source.from === '' || reached.has(unit.source.from))
      await attempt(unit.name, () => proveUnit(unit, options))
  }
  return obstacles
}

/** Connecting, since some engines connect only when a session is asked for. */
async function reach(where: string, open: Connections['warehouse'], signal: AbortSignal): Promise<Proof> {
  const engine = await open()
  await using _session = await engine.connect({ signal })
  return { kind: 'reached', where, place: engine.place, standIn: engine.standIn ?? false }
}

async function proveUnit(unit: UnitDefinition, options: ProveOptions): Promise<Proof> {
  const { connections, signal, tables, fullRefresh = false } = options
  const warehouse = await connections.warehouse()
  const source = (name: string) => connections.source(name)
  await prepareUnit(unit, { warehouse, source, signal, tableGoes: !tables, fullRefresh })
  return { kind: 'fits', unit: unit.name, columns: Object.keys(unit.source.columns).length }
}

function sourcesOf(units: readonly UnitDefinition[]): ReadonlySet<string> {
  return new Set(units.map((unit) => unit.source.from).filter((name) => name !== ''))
}
