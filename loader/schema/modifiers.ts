import type { Column } from './column.ts'
import type { Kind, Purpose } from './column-shape.ts'

/** NULL is a value of this column. */
export function nullable<K extends Kind, P extends 'attribute' | 'measure' | 'degenerate'>(
  column: Column<K, boolean, P>,
): Column<K, true, P> {
  return Object.freeze({ ...column, nullable: true as const })
}

/** Text is stored and compared in NFC and lower case (Unicode, without locale); accents stay. KIMBALL.md, Text rules. */
export function folded<K extends 'varchar' | 'text', N extends boolean, P extends Purpose>(
  column: Column<K, N, P>,
): Column<K, N, P> {
  return Object.freeze({ ...column, folded: true })
}

/** Text is stored and compared without the spaces (U+0020) at both ends. KIMBALL.md, Text rules. */
export function trimmed<K extends 'varchar' | 'text', N extends boolean, P extends Purpose>(
  column: Column<K, N, P>,
): Column<K, N, P> {
  return Object.freeze({ ...column, trimmed: true })
}

/** Values are hidden before a rejected row is stored in `etl_reject`, and in messages. */
export function masked<K extends Kind, N extends boolean, P extends Purpose>(column: Column<K, N, P>): Column<K, N, P> {
  return Object.freeze({ ...column, masked: true })
}

/**
 * The column was called `former` before: `apply` renames it where the table still has the former name. Without effect afterwards, so it may stay
 * until every warehouse has followed.
 */
export function renamed<C extends Column>(column: C, former: string): C {
  return Object.freeze({ ...column, renamedFrom: former })
}
