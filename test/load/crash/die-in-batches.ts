import type { UnitDefinition } from '../../../loader/model/index.ts'
import { dyingEngine } from '../resume/dying-engine.ts'
import { loadOne, type OpenRun } from './load-units.ts'

/** A process that died when it had loaded two batches. */
export async function dieInBatches(open: OpenRun, unit: UnitDefinition): Promise<void> {
  const warehouse = dyingEngine(open.warehouse, { statement: /insert into .etl_batch/i, nth: 2 })
  const { status } = await loadOne({ ...open, warehouse, log: { ...open.log, engine: warehouse } }, unit)
  if (status !== 'failed') throw new Error(`${unit.name} should have died, and is ${status}.`)
}
