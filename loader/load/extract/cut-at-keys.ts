import { LoadError } from '../../errors/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import type { Cells } from '../../schema/index.ts'
import type { ExtractedBatch } from './extracted-batch.ts'
import type { OrderColumn } from './key-order.ts'
import type { KeyedRows } from './keyed-rows.ts'

/**
 * Batches of rows in the order of a key, each cut in two behind the last key that is complete in it; an empty one ends the last key. `differ`: whether the
 * source takes two keys of different texts for different ones. Throws LoadError 'partition-null': what comes after NULL no comparison tells.
 */
export async function* cutAtKeys(
  unit: Pick<UnitDefinition, 'kind' | 'name'>,
  batches: AsyncIterable<KeyedRows>,
  columns: readonly OrderColumn[],
  differ: (one: Cells, other: Cells) => Promise<boolean>,
): AsyncGenerator<ExtractedBatch, void, undefined> {
  let last: Cells | null = null
  for await (const rows of batches) {
    for (const { name, at } of columns)
      for (let row = 0; row < rows.length; row++) if (rows.isNull(row, at)) throw nullKey(unit, name)
    const cut = lastChange(rows, last, columns)
    if (cut !== null) {
      const key = cut === 0 ? (last ?? []) : keyOf(rows, cut - 1, columns)
      const next = keyOf(rows, cut, columns)
      const end = { key, isLast: () => differ(key, next) }
      yield { ...rows.part(0, cut), end }
    }
    // Its rows may be gone when the tail is done with.
    last = keyOf(rows, rows.length - 1, columns)
    yield { ...rows.part(cut ?? 0, rows.length), end: 'open' }
  }
  const end = { key: last, isLast: async () => true }
  if (last !== null) yield { read: 0, rows: [], rejects: [], rejected: [], end }
}

/** The last row whose key differs from the one before it; null: none does. */
function lastChange(rows: KeyedRows, last: Cells | null, columns: readonly OrderColumn[]): number | null {
  for (let at = rows.length - 1; at > 0; at--)
    if (columns.some((column) => rows.cell(at, column.at) !== rows.cell(at - 1, column.at))) return at
  const begins = last !== null && columns.some((column, part) => rows.cell(0, column.at) !== last[part])
  return begins ? 0 : null
}

/** A key's values as the source gave them; no column of a key is of a type that comes as bytes. */
function keyOf(rows: KeyedRows, row: number, columns: readonly OrderColumn[]): Cells {
  return columns.map(({ at }) => rows.cell(row, at) as Cells[number])
}

export function nullKey({ kind, name }: Pick<UnitDefinition, 'kind' | 'name'>, column?: string): LoadError {
  const where = column === undefined ? 'a column of its partition' : `${column}, a column of its partition,`
  return new LoadError(
    'partition-null',
    `${kind} ${name}: its source gives NULL in ${where} so its rows cannot be told apart by what was read before. ` +
      'Leave such rows out in SQL, or give them a value there; or leave partition out.',
    { fields: { unit: name } },
  )
}
