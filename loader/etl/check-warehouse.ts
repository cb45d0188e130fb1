import { capabilitiesOf } from '../engine/index.ts'
import { check, type WarehouseShape } from '../model/index.ts'

/**
 * `check` with the limits of the warehouse's engine; connects nowhere. Gives its notices. Throws DefinitionError 'bad-definitions' with every
 * finding, 'unknown-scheme', 'missing-setting'.
 */
export async function checkWarehouse(warehouse: WarehouseShape): Promise<readonly string[]> {
  const place = warehouse.warehouse
  return check(warehouse, await capabilitiesOf(typeof place === 'string' ? place : place.reveal()))
}
