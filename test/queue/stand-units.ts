import type { DimensionShape, FactShape, SourceShape } from '../../loader/model/index.ts'
import { degenerate, integer, measure, natural, reference, type Table, varchar } from '../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../load/world/shapes.ts'

type More = Partial<Pick<DimensionShape, 'class' | 'tags' | 'rejects'>>

const memberColumns = { id: integer(), name: varchar(10) }
const lineColumns = { no: integer(), amount: integer() }

/** A dimension of the members 1 and 2. `read` is called whenever a load reads them, and may throw. */
export function dimensionOf(name: string, read: () => void = () => {}, more: More = {}): DimensionShape {
  const rows = () => {
    read()
    return [1, 2].map((id) => ({ id, name: `${name} ${id}` }))
  }
  return shaped(name, { from: '', columns: memberColumns, rows }, more)
}

/** A dimension whose members stand in the table `<name>_source`. */
export function dimensionFrom(name: string, more: More = {}): DimensionShape {
  return shaped(name, drawSource(`${name}_source`, memberColumns), more)
}

/** A fact of four lines whose numbers are its members', in turn. */
export function factOf(
  name: string,
  dimensions: readonly DimensionShape[],
  read: () => void = () => {},
  more: More = {},
): FactShape {
  const rows = () => {
    read()
    return [1, 2, 3, 4].map((no) => ({ no, amount: 1 + (no % 2) }))
  }
  return drawFact(name, {
    columns: {
      no: degenerate(integer()),
      ...Object.fromEntries(dimensions.map((one) => [`${one.name}_key`, reference(one.table as Table)])),
      amount: measure(integer()),
    },
    grain: ['no'],
    source: { from: '', columns: lineColumns, rows },
    lookups: Object.fromEntries(
      dimensions.map((one) => [`${one.name}_key`, drawLookup(one, { on: { id: 'amount' } })]),
    ),
    ...more,
  })
}

function shaped(name: string, source: SourceShape, more: More): DimensionShape {
  return drawDimension(name, {
    keep: 'nothing',
    columns: { id: natural(integer()), name: varchar(10) },
    attributes: { name: 'type1' },
    source,
    ...more,
  })
}
