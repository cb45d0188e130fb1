import type { Dialect, TableColumn } from '../../engine/index.ts'
import { keyColumn, type UnitDefinition } from '../../model/index.ts'
import type { TableShape } from '../../schema/index.ts'
import type { Step } from './step.ts'

/**
 * Texts that the definition has made shorter, where the engine's types keep no length: no statement changes them, but every value must fit. `former`:
 * the definition of the last finished load, as etl_definition keeps it; null: there was none.
 */
export function shortenedTexts(
  { table }: UnitDefinition,
  live: readonly TableColumn[],
  former: string | null,
  dialect: Dialect,
): readonly Pick<Required<Step>, 'sentence' | 'guard'>[] {
  // Our own text (`definitionText`).
  const before =
    former === null ? {} : ((JSON.parse(former) as { readonly table?: Partial<TableShape> }).table?.columns ?? {})
  const names = new Set(live.map(({ name }) => name))
  const key = keyColumn(table)
  const members = key === undefined ? '' : ` AND ${dialect.quote(key)} > 0`
  return Object.entries(table.columns).flatMap(([name, column]) => {
    const { length } = column
    const had = Object.hasOwn(before, name) ? before[name] : undefined
    if (column.kind !== 'varchar' || length === undefined || had === undefined || !names.has(name)) return []
    const keepsLengths = dialect.type(column) !== dialect.type({ ...column, length: length + 1 })
    if (keepsLengths || (had.length ?? Number.POSITIVE_INFINITY) <= length) return []
    const quoted = dialect.quote(name)
    return [
      {
        sentence: `shortens ${name} to ${length} characters`,
        guard: {
          where: `CHAR_LENGTH(${quoted}) > ${length}${members}`,
          example: column.masked === true ? null : quoted,
          sentence: 'are longer',
        },
      },
    ]
  })
}
