import { DefinitionError } from '../errors/index.ts'
import type { Cell } from '../schema/index.ts'
import type { PeriodMark, SqlText } from './shapes.ts'

/** The bounds of an incremental source's window, `[from, to)`, inside sql``: bound as parameters, never pasted. */
export const period: { readonly from: PeriodMark; readonly to: PeriodMark } = Object.freeze({
  from: Object.freeze({ period: 'from' }),
  to: Object.freeze({ period: 'to' }),
})

/** SQL as it is written; what stands in `${}` is bound as a parameter, never pasted into the text. */
export function sql(parts: TemplateStringsArray, ...values: readonly (Cell | PeriodMark)[]): SqlText {
  values.forEach((value, position) => {
    if (!bindable(value)) {
      const before = (parts[position] ?? '').trimEnd().slice(-40)
      throw new DefinitionError(
        'bad-sql-value',
        `sql\`…${before} \${…}\`: only text, numbers, booleans, null, period.from and period.to can be bound.`,
      )
    }
  })
  return Object.freeze({ parts: Object.freeze([...parts]), values: Object.freeze([...values]) })
}

function bindable(value: unknown): boolean {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    value === period.from ||
    value === period.to
  )
}
