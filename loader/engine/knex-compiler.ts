import createKnex, { type Knex } from 'knex'
import { DefinitionError } from '../errors/index.ts'
import type { Cell } from '../schema/index.ts'
import type { Statement } from './dialect.ts'

interface Compiled {
  toNative(): { readonly sql: string; readonly bindings: readonly unknown[] }
}

/** Compiles Knex queries for one of its dialects; without a connection, so no driver is loaded and nothing can run. */
export function knexCompiler(client: 'pg' | 'mysql2'): (build: (knex: Knex) => { toSQL(): unknown }) => Statement {
  let knex: Knex | null = null
  return (build) => {
    knex ??= createKnex({ client })
    const compiled = build(knex).toSQL()
    if (Array.isArray(compiled) || !isCompiled(compiled)) {
      throw new DefinitionError(
        'not-one-query',
        'A Knex query must be one query; a schema builder or a list is not. Give a single select.',
      )
    }
    const { sql, bindings } = compiled.toNative()
    return { sql, params: bindings.map((value, index) => cell(value, index, sql)) }
  }
}

function isCompiled(value: unknown): value is Compiled {
  return typeof value === 'object' && value !== null && 'toNative' in value && typeof value.toNative === 'function'
}

function cell(value: unknown, index: number, sql: string): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (typeof value === 'bigint') return value.toString()
  throw new DefinitionError(
    'binding-type',
    `Binding ${index + 1} of the Knex query "${sql.slice(0, 80)}" is ${value === undefined ? 'undefined' : `a ${Object.prototype.toString.call(value).slice(8, -1)}`}. ` +
      'Bind text, numbers, booleans or NULL; write a time as text in UTC.',
  )
}
