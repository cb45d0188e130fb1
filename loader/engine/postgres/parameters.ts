import { DatabaseError } from '../../errors/index.ts'
import type { Cell } from '../../schema/index.ts'
import { capabilities } from './capabilities.ts'

/** Parameters as text, whose types the server finds by where they stand. */
export function boundValues(params: readonly Cell[]): (string | null)[] {
  if (params.length > capabilities.parameters) {
    throw new DatabaseError(
      'bad-sql',
      `A statement has ${params.length} parameters; PostgreSQL takes ${capabilities.parameters}.`,
    )
  }
  return params.map((value) => {
    if (value === null) return null
    if (typeof value === 'string') return wellFormed(value)
    return typeof value === 'boolean' ? (value ? 't' : 'f') : String(value)
  })
}

/** Encoding half a surrogate pair would put U+FFFD in its place without a word. */
export function wellFormed(text: string): string {
  if (text.isWellFormed()) return text
  throw new DatabaseError(
    'bad-value',
    'A text holds half a surrogate pair, which UTF-8 cannot hold. Correct it at its source.',
  )
}
