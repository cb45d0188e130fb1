import type { ColumnShape, TableShape } from '../../schema/index.ts'
import { naturalColumns } from '../columns-by-purpose.ts'
import { own } from '../own.ts'
import type { UnitDefinition } from '../shapes.ts'
import type { EngineLimits } from './engine-limits.ts'

/** The longest end that a load gives a working table's name: `__`, a number of up to 19 digits, a letter for its part. */
const workingSuffix = `__${'9'.repeat(19)}_o`.length

/** What the warehouse's engine cannot hold: identifiers, decimals, texts, index keys. */
export function limitFindings({ kind, name, table }: UnitDefinition, limits: EngineLimits): readonly string[] {
  const place = `${kind} ${name}`
  return [
    ...identifierFindings(place, table, limits),
    ...Object.entries(table.columns).flatMap(([column, { precision = 0, length = 0, kind }]) => [
      ...(precision > limits.decimalPrecision
        ? [
            `${place}: ${column} of ${table.name} has ${precision} digits; this engine's decimals have ${limits.decimalPrecision}.`,
          ]
        : []),
      ...(kind === 'varchar' && length > limits.varcharLength
        ? [
            `${place}: ${column} of ${table.name} is varchar(${length}); this engine's longest is ${limits.varcharLength}. Say text().`,
          ]
        : []),
    ]),
    ...keyFindings(place, table, limits.indexBytes),
  ]
}

function identifierFindings(
  place: string,
  table: TableShape,
  { identifier: { limit, unit } }: EngineLimits,
): readonly string[] {
  const size = (text: string) => (unit === 'bytes' ? Buffer.byteLength(text) : [...text].length)
  const columns = Object.keys(table.columns).filter((column) => size(column) > limit)
  return [
    ...(size(table.name) + workingSuffix > limit
      ? [
          `${place}: table ${table.name} has a name of ${size(table.name)} ${unit}; while it is loaded ${workingSuffix} more follow, and this engine takes ${limit}. Shorten it.`,
        ]
      : []),
    ...columns.map(
      (column) =>
        `${place}: column ${column} of ${table.name} has a name of ${size(column)} ${unit}; this engine takes ${limit}.`,
    ),
  ]
}

function keyFindings(place: string, table: TableShape, most: number | null): readonly string[] {
  if (most === null) return []
  const natural = naturalColumns(table)
  const keys: readonly (readonly [what: string, columns: readonly string[]])[] = [
    ['natural key', table.history === undefined ? natural : [...natural, 'valid_from']],
    ['grain', table.grain],
    ...table.indexes.map((columns) => ['index', columns] as const),
  ]
  return keys.flatMap(([what, columns]) => {
    const endless = columns.find((column) => ['text', 'json'].includes(own(table.columns, column)?.kind ?? ''))
    if (endless !== undefined) {
      return [
        `${place}: the ${what} of ${table.name} holds ${endless}, text without a length, which this engine cannot index. Say varchar(…).`,
      ]
    }
    const bytes = columns.reduce((sum, column) => sum + keyBytes(own(table.columns, column)), 0)
    if (bytes <= most) return []
    return [
      `${place}: the ${what} of ${table.name} (${columns.join(', ')}) takes ${bytes} bytes; this engine's keys take ${most}.`,
    ]
  })
}

/** Bytes of a column in an index key, characters at four bytes. */
function keyBytes(column: ColumnShape | undefined): number {
  if (column === undefined) return 0
  const { kind, length = 0, precision = 0 } = column
  if (kind === 'varchar') return length * 4
  if (kind === 'binary') return length
  if (kind === 'decimal') return Math.ceil((precision * 4) / 9) + 1
  return kind === 'boolean' ? 1 : kind === 'integer' ? 4 : 8
}
