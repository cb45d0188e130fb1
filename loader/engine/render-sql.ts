import { DefinitionError } from '../errors/index.ts'
import type { SqlText } from '../model/index.ts'
import type { Cell } from '../schema/index.ts'
import type { Statement } from './dialect.ts'

/** sql`` as one statement: every value becomes a placeholder (`placeholder(1)` is the first) and a parameter. */
export function renderSql(
  text: SqlText,
  placeholder: (position: number) => string,
  period?: { readonly from: Cell; readonly to: Cell },
): Statement {
  const params = text.values.map((value) => {
    if (value === null || typeof value !== 'object') return value
    if (period === undefined) {
      throw new DefinitionError(
        'period-without-window',
        `A source uses period.${value.period}, but it is not read incrementally. Remove it, or declare read: incremental({ by }).`,
      )
    }
    return period[value.period]
  })
  const sql = text.parts.reduce((before, part, index) => `${before}${placeholder(index)}${part}`)
  return { sql, params }
}
