import { dropTables } from '../load/index.ts'
import { openLog } from '../log/index.ts'
import type { WarehouseShape } from '../model/index.ts'
import type { Connections } from './connections.ts'
import type { Plan } from './plan.ts'
import { unitNamed } from './unit-graph.ts'

export interface DeleteOptions {
  readonly warehouse: WarehouseShape
  readonly plan: Plan
  readonly connections: Connections
  readonly signal: AbortSignal
  /** Told after each unit; its shadows and stages are among the tables. */
  readonly deleted: (unit: string, tables: readonly string[]) => void
}

/**
 * Drops the planned units' tables, facts first, with their shadows and stages, and forgets their watermarks, markers and misses. Runs and
 * surrogate keys stay. Throws LoadError 'locked' when another run is at a unit.
 */
export async function deleteTables({ warehouse, plan, connections, signal, deleted }: DeleteOptions): Promise<void> {
  const log = await openLog(await connections.warehouse())
  for (const node of [...plan.units].reverse()) {
    signal.throwIfAborted()
    const dropped = await dropTables([unitNamed(warehouse, node.name)], { log })
    deleted(node.name, dropped)
  }
}
