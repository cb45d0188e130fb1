import { createHash } from 'node:crypto'
import { definitionHash } from './definition-hash.ts'
import type { WarehouseShape } from './shapes.ts'

/** Each task asks, and of the whole warehouse; definitions do not change. */
const known = new WeakMap<WarehouseShape, string>()

/** SHA-256 of all units' definitions, active or not, in hexadecimal: machines with the same one load the same rows. */
export function definitionsHash(warehouse: WarehouseShape): string {
  const hash = known.get(warehouse) ?? hashOf(warehouse)
  known.set(warehouse, hash)
  return hash
}

function hashOf({ dimensions, facts }: WarehouseShape): string {
  const lines = [...dimensions.units, ...facts.units].map((unit) => `${unit.kind} ${unit.name} ${definitionHash(unit)}`)
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}
