import { join } from 'node:path'
import type { DimensionShape, FactShape, UnitDefinition } from '../../../loader/model/index.ts'
import {
  degenerate,
  inferred,
  integer,
  key,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup } from '../world/shapes.ts'
import { generated, queried, readWhole, times } from './star-sources.ts'

export type Day = 1 | 2

/**
 * A small star in whose loads every call to the database is made. Its sources are in the definitions, so that a killed process leaves none behind half
 * written; day 2 changes all of it. `folder` holds `place.parquet`.
 */
export function crashStar(day: Day, folder: string): readonly UnitDefinition[] {
  const region = drawDimension('region', {
    keep: 'nothing',
    attributes: { name: 'type1', city: 'type1' },
    // On day 2 those from 1 on.
    source: queried(3 + day, (id) => ({ id, name: `region ${id}`, city: `day ${day}` }), 'id', {
      id: integer(),
      name: varchar(10),
      city: nullable(varchar(10)),
    }),
    read: { mode: 'incremental', by: 'id', lookback: 3 },
  })
  const place = drawDimension('place', {
    keep: 'nothing',
    columns: { id: natural(integer()), name: varchar(10) },
    attributes: { name: 'type1' },
    source: {
      from: '',
      columns: { id: integer(), name: varchar(10) },
      files: { format: 'parquet', path: join(folder, 'place.parquet') },
    },
  })
  const shop = drawDimension('shop', {
    keep: 'nothing',
    attributes: { name: 'type1' },
    columns: { id: natural(integer()), name: varchar(10) },
    source: readWhole(2 + day, (id) => ({ id, name: `shop ${id % day}` }), { id: integer(), name: varchar(10) }),
  })
  const member = memberOf(day)
  return [
    region,
    place,
    shop,
    member,
    contractOf(day, region),
    saleOf(day, member),
    visitOf(day, region),
    scanOf(day),
    entryOf(day, member),
  ]
}

/** Of type 2 by the source's dates; rows of day 2 that move a version to where another began; inferred by `sale`. */
function memberOf(day: Day): DimensionShape {
  return drawDimension('member', {
    effectiveFrom: 'since',
    columns: { id: natural(integer()), name: varchar(10), city: varchar(10), ...inferred() },
    source: {
      from: '',
      columns: { id: integer(), name: varchar(10), city: varchar(10), since: timestamp() },
      rows: () => [
        ...times(5 + day, (id) => ({
          id,
          name: id % 2 === 0 ? 'A' : `day ${day}`,
          city: `city ${day}`,
          since: `2020-0${day}-01 00:00:00.000000`,
        })),
        { id: 50, name: 'A', city: 'moves', since: `2020-01-0${day === 1 ? 5 : 1} 00:00:00.000000` },
        { id: 50, name: 'B', city: 'moves', since: `2020-01-${day === 1 ? 10 : '05'} 00:00:00.000000` },
      ],
    },
  })
}

/** Refers to another dimension; ended by the source and by its absence. */
function contractOf(day: Day, region: DimensionShape): DimensionShape {
  const drawn = drawDimension('contract', {
    columns: { id: natural(integer()), region_key: reference(region.table as Table), name: varchar(10) },
    attributes: { name: 'type2' },
    effectiveFrom: 'since',
    effectiveTo: { column: 'until' },
    deletes: 'close',
    maxDeleteShare: 1,
    source: generated(
      { id: integer(), region: integer(), name: varchar(10), since: timestamp(), until: nullable(timestamp()) },
      7 - day,
      (id) => ({
        id,
        region: id % (2 + day),
        name: 'N',
        since: '2020-01-01 00:00:00.000000',
        until: id === 2 ? '2020-01-15 00:00:00.000000' : null,
      }),
    ),
    lookups: { region_key: { ...drawLookup(region, { on: { id: 'region' } }), change: 'type2' } },
  })
  return { ...drawn, table: { ...drawn.table, columns: { contract_key: key(), ...drawn.table.columns } } }
}

/** Rebuilt by several batches; rows of no grain, equal ones, and members that are not there yet. */
function saleOf(day: Day, member: DimensionShape): FactShape {
  return drawFact('sale', {
    columns: { no: degenerate(integer()), member_key: reference(member.table as Table), amount: measure(integer()) },
    grain: ['no'],
    indexes: [['member_key']],
    source: generated(
      { no: nullable(integer()), member: integer(), moment: timestamp(), amount: integer() },
      20 + 10 * day,
      (no) => ({
        no: no === 7 ? null : no === 13 ? 12 : no === 15 || no === 16 ? 15 : no,
        member: no % (9 + day),
        moment: '2020-03-01 00:00:00.000000',
        amount: no === 13 ? 12 * day : no * day,
      }),
    ),
    lookups: { member_key: drawLookup(member, { on: { id: 'member' }, asOf: 'moment', missing: 'infer' }) },
  })
}

/** By windows of a number, in the order of a text; what missed on day 1 is mended on day 2. Rows of one grain, equal and not. */
function visitOf(day: Day, region: DimensionShape): FactShape {
  return drawFact('visit', {
    columns: { no: degenerate(integer()), region_key: reference(region.table as Table), amount: measure(integer()) },
    grain: ['no'],
    source: queried(
      20 + 15 * day,
      (no) => ({
        no: day === 2 && no === 40 ? 41 : day === 2 && no === 44 ? 43 : no,
        region: no % 6,
        amount: no === 40 ? 82 : no > 28 ? no * day : no,
        stamp: no === 40 ? 41 : no,
        label: `${no % 3} ${100 + no}`,
      }),
      'stamp',
      { no: integer(), region: integer(), amount: integer(), stamp: integer(), label: varchar(10) },
      { partition: ['label'] },
    ),
    refresh: { mode: 'incremental', by: 'stamp', lookback: 5 },
    lookups: { region_key: drawLookup(region, { on: { id: 'region' } }) },
  })
}

/** Appended: on day 2 a row that was there already with other values. */
function scanOf(day: Day): FactShape {
  return drawFact('scan', {
    columns: { no: degenerate(integer()), amount: measure(integer()) },
    grain: ['no'],
    source: queried(10 * day, (at) => ({ no: at === 15 ? 3 : at, amount: at, stamp: at }), 'stamp', {
      no: integer(),
      amount: integer(),
      stamp: integer(),
    }),
    refresh: { mode: 'append', by: 'stamp' },
  })
}

/** By windows of a time, wide enough to hold all of it again. */
function entryOf(day: Day, member: DimensionShape): FactShape {
  return drawFact('entry', {
    columns: { no: degenerate(integer()), member_key: reference(member.table as Table), amount: measure(integer()) },
    grain: ['no'],
    source: queried(5 + day, (no) => ({ no, amount: no === 3 ? day : no, stamp: '2020-01-01 00:00:00' }), 'stamp', {
      no: integer(),
      amount: integer(),
      stamp: timestamp(),
    }),
    refresh: { mode: 'incremental', by: 'stamp', lookback: '36500 days' },
    lookups: { member_key: drawLookup(member, { on: { id: 'no' }, asOf: 'stamp' }) },
  })
}

/** All of its rows are rejected, so that it fails. */
export function brokenUnit(): DimensionShape {
  return drawDimension('broken', {
    columns: { id: natural(integer()), name: varchar(10), city: nullable(varchar(10)) },
    source: generated({ id: nullable(integer()), name: varchar(10), city: nullable(varchar(10)) }, 2, () => ({
      id: null,
      name: 'N',
      city: null,
    })),
  })
}

/** For `apply`: a column more than the table has. */
export function widened(unit: UnitDefinition): UnitDefinition {
  if (unit.kind === 'fact') return unit
  const { table, source } = unit
  return {
    ...unit,
    table: { ...table, columns: { ...table.columns, area: nullable(varchar(5)) } },
    source: { ...source, columns: { ...source.columns, area: nullable(varchar(5)) } },
    attributes: { ...unit.attributes, area: { from: 'area', change: 'type1', overwrite: 'all' } },
  }
}

/** For `apply`: names that may be shorter than they were. */
export function narrowed(unit: UnitDefinition): UnitDefinition {
  if (unit.kind === 'fact') return unit
  const { table } = unit
  return { ...unit, table: { ...table, columns: { ...table.columns, name: varchar(8) } } }
}
