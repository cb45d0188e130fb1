import { createHash } from 'node:crypto'
import type { KnexQuery } from './shapes.ts'

/**
 * JSON with the keys of objects in order, so that equal definitions give equal text. A Knex query is its SQL and what it binds, a function the
 * digest of its text.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) => {
    if (typeof held === 'function') return { function: digest(String(held)) }
    if (typeof held === 'bigint') return String(held)
    if (typeof held !== 'object' || held === null || Array.isArray(held)) return held
    return isQuery(held) ? compiled(held) : inOrder(held)
  })
}

function inOrder(record: object): object {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function isQuery(value: object): value is KnexQuery {
  return 'toSQL' in value && typeof value.toSQL === 'function'
}

function compiled(query: KnexQuery): object {
  const { sql, bindings } = query.toSQL().toNative()
  return { sql, bindings }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
