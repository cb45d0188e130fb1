import { type DimensionShape, type SourceShape, sql, type UnitDefinition } from '../../../loader/model/index.ts'
import {
  type Columns,
  degenerate,
  integer,
  measure,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup } from '../world/shapes.ts'
import type { Day } from './star.ts'

/** A star whose rows are loaded where they are, but for those that have to travel. */
export function starWhereRowsAre(day: Day): readonly UnitDefinition[] {
  const guest = drawDimension('guest', {
    effectiveFrom: 'since',
    source: values(
      { id: integer(), name: varchar(10), city: nullable(varchar(10)), since: timestamp() },
      `(1, 'A', 'x', TIMESTAMP '2020-01-0${day}'), (${1 + day}, 'B', NULL, TIMESTAMP '2020-01-01'), (9, 'C', 'z', TIMESTAMP 'infinity')`,
    ),
  })
  const room = drawDimension('room', {
    source: values(
      { id: integer(), name: varchar(10), city: nullable(varchar(10)) },
      `(1, 'A', 'x'), (${1 + day}, 'B', NULL)`,
    ),
  })
  return [room, guest, stay(guest, day)]
}

function stay(guest: DimensionShape, day: Day): UnitDefinition {
  return drawFact('stay', {
    columns: {
      no: degenerate(integer()),
      guest_key: reference(guest.table as Table),
      amount: measure(integer()),
    },
    grain: ['no'],
    source: values(
      { no: integer(), guest: integer(), moment: timestamp(), amount: nullable(integer()) },
      `(1, 1, TIMESTAMP '2020-02-01', ${day}), (2, 1, TIMESTAMP '2019-01-01', 2), (3, 1, TIMESTAMP '2020-02-01', NULL), (4, 7, TIMESTAMP '2020-02-01', 4)`,
    ),
    lookups: { guest_key: drawLookup(guest, { on: { id: 'guest' }, asOf: 'moment' }) },
  })
}

function values(columns: Columns, rows: string): SourceShape {
  const text = `SELECT * FROM (VALUES ${rows}) AS shop(${Object.keys(columns).join(', ')})`
  return { from: 'shop', columns, sql: { ...sql``, parts: [text] } }
}
