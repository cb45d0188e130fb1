import type { DimensionShape, FactShape, SourceShape } from '../../../loader/model/index.ts'
import {
  type Columns,
  degenerate,
  inferred,
  integer,
  measure,
  natural,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup } from '../world/shapes.ts'

type Row = Readonly<Record<string, string | number | null>>

/** A star whose source is in the definition, so that a process can be killed without a source beside it; `day` 2 changes all of it. */
export function crashStar(day: 1 | 2): { readonly dimension: DimensionShape; readonly fact: FactShape } {
  const members: Columns = { id: integer(), name: varchar(10), city: varchar(10), since: timestamp() }
  const dimension = drawDimension('member', {
    effectiveFrom: 'since',
    columns: { id: natural(integer()), name: varchar(10), city: varchar(10), ...inferred() },
    source: generated(members, () =>
      Array.from({ length: 5 + day }, (_, id) => ({
        id,
        name: id % 2 === 0 ? 'A' : `day ${day}`,
        city: `city ${day}`,
        since: `2020-0${day}-01 00:00:00.000000`,
      })),
    ),
  })
  const sales: Columns = { no: integer(), member: integer(), moment: timestamp(), amount: integer() }
  const fact = drawFact('sale', {
    columns: { no: degenerate(integer()), member_key: reference(dimension.table as Table), amount: measure(integer()) },
    grain: ['no'],
    indexes: [['member_key']],
    source: generated(sales, () =>
      Array.from({ length: 20 + 10 * day }, (_, no) => ({
        // One row of no grain and two equal ones, so that quarantine and overflow are part of it.
        no: no === 7 ? null : no === 13 ? 12 : no,
        // Some members are not there yet; one of them for the first time on that day.
        member: no % (9 + day),
        moment: '2020-03-01 00:00:00.000000',
        amount: no === 13 ? 12 * day : no * day,
      })),
    ),
    lookups: { member_key: drawLookup(dimension, { on: { id: 'member' }, asOf: 'moment', missing: 'infer' }) },
  })
  return { dimension, fact }
}

function generated(columns: Columns, rows: () => readonly Row[]): SourceShape {
  return { from: '', columns, rows }
}
