import { DatabaseError } from '../../errors/index.ts'
import type { Cell } from '../../schema/index.ts'
import { statementBeginning } from '../statement-beginning.ts'

// Where a question mark is no placeholder: strings, quoted names, comments. Our sql_mode keeps backslash escapes and plain double quotes.
const opaque =
  /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`]|``)*`|--(?=\s|$)[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|\?/g

/** Puts the parameters in the place of their `?`, as literals. The text protocol is used throughout, so that results are text. */
export function bindParameters(sql: string, params: readonly Cell[]): string {
  if (params.length === 0) return sql
  let next = 0
  const bound = sql.replace(opaque, (token) => (token === '?' ? literal(params[next++]) : token))
  if (next !== params.length) {
    throw new DatabaseError(
      'bad-sql',
      `A statement has ${next} placeholders and was given ${params.length} values. Statement: ${statementBeginning(sql)}`,
    )
  }
  return bound
}

/** A value as a MySQL literal. */
export function literal(value: Cell | undefined): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'string') return `'${escapeText(value)}'`
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (Number.isFinite(value)) return `${value}`
  throw new DatabaseError('bad-value', `${value} cannot be written to MySQL. Give a finite number.`)
}

/** The inside of a quoted literal. */
export function escapeText(text: string): string {
  if (!text.isWellFormed()) {
    // Encoding it would put U+FFFD in its place without a word.
    throw new DatabaseError(
      'bad-value',
      'A text holds half a surrogate pair, which UTF-8 cannot hold. Correct it at its source.',
    )
  }
  return special.test(text) ? text.replace(everySpecial, (character) => escapes[character] ?? character) : text
}

const escapes: Readonly<Record<string, string>> = {
  "'": "\\'",
  '\\': '\\\\',
  '\0': '\\0',
  '\n': '\\n',
  '\r': '\\r',
  '\x1a': '\\Z',
}
const special = new RegExp(`[${Object.keys(escapes).join('').replace('\\', '\\\\')}]`)
const everySpecial = new RegExp(special, 'g')
