import type { Cell } from '../schema/index.ts'
import type { PeriodMark, SqlText } from './shapes.ts'
/** The bounds of an incremental source's window, `[from, to)`, inside sql``: bound as parameters, never pasted. */
export declare const period: {
  readonly from: PeriodMark
  readonly to: PeriodMark
}
/** SQL as it is written; what stands in `${}` is bound as a parameter, never pasted into the text. */
export declare function sql(parts: TemplateStringsArray, ...values: readonly (Cell | PeriodMark)[]): SqlText
