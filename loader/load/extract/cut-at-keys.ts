import { LoadError } from '../../errors/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import type { Cells, RawRow } from '../../schema/index.ts'
import type { ExtractedBatch } from './extracted-batch.ts'
import type { OrderColumn } from './key-order.ts'

/**
 * Batches of rows in the order of a key, each cut in two behind the last key that is complete in it; an empty one ends the last key. `differ`: whether the
 * source takes two keys of different texts for different ones. Throws LoadError 'partition-null': what comes after NULL no comparison tells.
 */
export async function* cutAtKeys(
  unit: Pick<UnitDefinition, 'kind' | 'name'>,
  batches: AsyncIterable<readonly RawRow[]>,
  columns: readonly OrderColumn[],
  differ: (one: Cells, other: Cells) => Promise<boolean>,
): AsyncGenerator<ExtractedBatch, void, undefined> {
  let last: Cells | null = null
  for await (const rows of batches) {
    for (const { name, at } of columns)
      for (const row of rows) if (row[at] === null || row[at] === undefined) throw nullKey(unit, name)
    const cut = lastChange(rows, last, columns)
    if (cut !== null) {
      const head = rows.slice(0, cut)
      const before = head.at(-1)
      const key = before === undefined ? (last ?? []) : keyOf(before, columns)
      const next = keyOf(rows[cut] ?? [], columns)
      const end = { key, isLast: () => differ(key, next) }
      yield { read: head.length, rows: head, rejects: [], rejected: [], end }
    }
    const tail = cut === null ? rows : rows.slice(cut)
    yield { read: tail.length, rows: tail, rejects: [], rejected: [], end: 'open' }
    last = keyOf(rows.at(-1) ?? [], columns)
  }
  const end = { key: last, isLast: async () => true }
  if (last !== null) yield { read: 0, rows: [], rejects: [], rejected: [], end }
}

/** The last row whose key differs from the one before it; null: none does. */
function lastChange(rows: readonly RawRow[], last: Cells | null, columns: readonly OrderColumn[]): number | null {
  for (let at = rows.length - 1; at > 0; at--)
    if (columns.some((column) => rows[at]?.[column.at] !== rows[at - 1]?.[column.at])) return at
  const [first] = rows
  const begins = last !== null && first !== undefined && columns.some((column, part) => first[column.at] !== last[part])
  return begins ? 0 : null
}

/** A key's values as the source gave them; no column of a key is of a type that comes as bytes. */
export function keyOf(row: RawRow, columns: readonly OrderColumn[]): Cells {
  return columns.map(({ at }) => row[at] as Cells[number])
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
