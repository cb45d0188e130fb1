import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import type { UnitDefinition } from './shapes.ts'

/**
 * A unit's definition as canonical JSON: all that decides which rows it loads. Queries stand there as SQL with what is bound, functions as the digest of
 * their text (so what a function closes over is not seen), dimensions that are looked up by name, table and natural key. Tags, the class of workers and limits of
 * rejects decide no row and are left out.
 */
export function definitionText(unit: UnitDefinition): string {
  const { tags: _tags, class: _class, rejects: _rejects, ...rest } = unit
  const lookups = Object.entries(rest.lookups).map(([role, { dimension, ...lookup }]) => {
    const { name, table, natural } = dimension
    return [role, { ...lookup, dimension: { name, table, natural: Object.keys(natural) } }]
  })
  return canonicalJson({ ...rest, lookups: Object.fromEntries(lookups) })
}

/** SHA-256 of {@link definitionText}, in hexadecimal. */
export function definitionHash(unit: UnitDefinition): string {
  return createHash('sha256').update(definitionText(unit)).digest('hex')
}
