import { DefinitionError } from '../errors/index.ts'
import { type Cell, type Columns, safeNames } from '../schema/index.ts'
import type { GivenRow, RowOf, Source } from './source-row.ts'

/**
 * A source whose rows stand in the definition, for a dimension that hardly changes: `rows(feeding(kindDim), [{ kind_id: 1, name: 'Gift' }])`. They
 * are conformed like any others. Throws DefinitionError 'bad-rows' for a row that lacks a column or has another.
 */
export function rows<C extends Columns>(columns: C, list: readonly GivenRow<C>[]): Source<'', RowOf<C>> {
  safeNames('rows', columns)
  const names = Object.keys(columns)
  const kept = list.map((row, at) => {
    requireColumns(names, row, at)
    return Object.freeze({ ...row }) as Readonly<Record<string, Cell>>
  })
  // The list stands beside the function, so that it is printed and hashed with the source.
  return Object.freeze({
    from: '' as const,
    columns: Object.freeze({ ...columns }),
    rows: () => kept,
    list: Object.freeze(kept),
  })
}

function requireColumns(names: readonly string[], row: object, at: number): void {
  const given = Object.keys(row)
  const missing = names.find((name) => !given.includes(name))
  const stranger = given.find((name) => !names.includes(name))
  if (missing === undefined && stranger === undefined) return
  throw new DefinitionError(
    'bad-rows',
    missing === undefined
      ? `rows: row ${at + 1} has ${stranger}, which is no column. There are ${names.join(', ')}.`
      : `rows: row ${at + 1} has no ${missing}. Give it a value, or NULL where the column takes that.`,
  )
}
