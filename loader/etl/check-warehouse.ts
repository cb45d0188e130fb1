import { capabilitiesOf } from '../engine/index.ts'
import { check, type WarehouseShape } from '../model/index.ts'
import { checkSchedules } from './check-schedules.ts'

/**
 * `check` with the limits of the warehouse's engine, and what its schedules say; connects nowhere. Gives its notices. Throws DefinitionError
 * 'bad-definitions' and 'bad-schedules' with every finding, 'unknown-scheme', 'missing-setting'.
 */
export async function checkWarehouse(warehouse: WarehouseShape): Promise<readonly string[]> {
  const place = warehouse.warehouse
  const notices = check(warehouse, await capabilitiesOf(typeof place === 'string' ? place : place.reveal()))
  return [...notices, ...(await checkSchedules(warehouse))]
}
