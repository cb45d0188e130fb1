import { DefinitionError } from '../errors/index.ts'
import type { Columns } from './column.ts'
import type { TableShape } from './table-shape.ts'

/** A warehouse table, typed by its name and columns. */
export interface Table<N extends string = string, C extends Columns = Columns> extends TableShape {
  readonly name: N
  readonly columns: C
}

/** Secondary indexes and, of a fact, the grain. */
export interface TableOptions<C> {
  readonly grain?: readonly (keyof C & string)[]
  readonly indexes?: readonly (readonly (keyof C & string)[])[]
}

export function table<const N extends string, C extends Columns>(
  name: N,
  columns: C,
  options: TableOptions<C> = {},
): Table<N, C> {
  safeNames(`table ${name}`, columns)
  const from = columns['valid_from']
  return Object.freeze({
    name,
    columns: Object.freeze({ ...columns }),
    grain: Object.freeze([...(options.grain ?? [])]),
    indexes: Object.freeze((options.indexes ?? []).map((index) => Object.freeze([...index]))),
    ...(from?.purpose === 'history'
      ? { history: from.kind === 'date' ? ('day' as const) : ('microsecond' as const) }
      : {}),
  })
}

/** Refuses names that JavaScript would reorder (`2020`) or drop (`__proto__`). */
export function safeNames(place: string, columns: object): void {
  const proto: unknown = Object.getPrototypeOf(columns)
  if ((proto !== Object.prototype && proto !== null) || Object.hasOwn(columns, '__proto__')) {
    throw new DefinitionError('bad-name', `${place}: a column cannot be named __proto__, JavaScript would drop it.`)
  }
  for (const name of Object.keys(columns)) {
    if (/^\d+$/.test(name)) {
      throw new DefinitionError(
        'bad-name',
        `${place}: a column cannot be named ${name}, JavaScript would move it to the front.`,
      )
    }
  }
}
