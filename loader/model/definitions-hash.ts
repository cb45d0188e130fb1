import { createHash } from 'node:crypto'
import { definitionHash } from './definition-hash.ts'
import type { WarehouseShape } from './shapes.ts'

/** SHA-256 of all units' definitions, active or not, in hexadecimal: machines with the same one load the same rows. */
export function definitionsHash({ dimensions, facts }: WarehouseShape): string {
  const lines = [...dimensions.units, ...facts.units].map((unit) => `${unit.kind} ${unit.name} ${definitionHash(unit)}`)
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}
