import type { Column } from './column.ts'
import type { Kind, Purpose } from './column-shape.ts'
/** NULL is a value of this column. */
export declare function nullable<K extends Kind, P extends 'attribute' | 'measure' | 'degenerate'>(
  column: Column<K, boolean, P>,
): Column<K, true, P>
/** Text is stored and compared in NFC and lower case (Unicode, without locale); accents stay. KIMBALL.md, Text rules. */
export declare function folded<K extends 'varchar' | 'text', N extends boolean, P extends Purpose>(
  column: Column<K, N, P>,
): Column<K, N, P>
/** Text is stored and compared without the spaces (U+0020) at both ends. KIMBALL.md, Text rules. */
export declare function trimmed<K extends 'varchar' | 'text', N extends boolean, P extends Purpose>(
  column: Column<K, N, P>,
): Column<K, N, P>
/** Values are hidden before a rejected row is stored in `etl_reject`, and in messages. */
export declare function masked<K extends Kind, N extends boolean, P extends Purpose>(
  column: Column<K, N, P>,
): Column<K, N, P>
