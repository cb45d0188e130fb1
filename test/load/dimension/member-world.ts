import {
  type DimensionShape,
  type FactShape,
  period,
  type SourceShape,
  sql,
  type WindowRefresh,
} from '../../../loader/model/index.ts'
import {
  degenerate,
  integer,
  natural,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import type { TestEngine } from '../../servers/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { type LoadOptions, makeWorld, type World } from '../world/world.ts'

const columns = { id: integer(), name: varchar(10), since: timestamp(), stamp: integer(), moment: timestamp() }
const byStamp: SourceShape = {
  from: 'shop',
  columns,
  // A comment and no semicolon at the end: the query is read as a table too.
  sql: sql`SELECT id, name, since, stamp, moment FROM member WHERE stamp >= ${period.from} AND stamp < ${period.to} -- by number`,
}
export const byTime: SourceShape = {
  from: 'shop',
  columns,
  sql: sql`SELECT id, name, since, stamp, moment FROM member WHERE moment >= ${period.from} AND moment < ${period.to}`,
}
export const memberShape = { id: natural(integer()), name: nullable(varchar(10)) }

/** A dimension with dated versions, by `stamp` or by `moment`. */
export const member = (
  read: Partial<WindowRefresh> = {},
  options: Parameters<typeof drawDimension>[1] = {},
): DimensionShape =>
  drawDimension('member', {
    columns: memberShape,
    attributes: { name: 'type2' },
    effectiveFrom: 'since',
    source: read.by === 'moment' ? byTime : byStamp,
    read: { mode: 'incremental', by: 'stamp', ...read },
    ...options,
  })

/** A fact that infers the members it misses. */
export const inferringSale = (dimension: DimensionShape): FactShape =>
  drawFact('sale', {
    columns: { no: degenerate(integer()), member_key: reference(dimension.table as Table) },
    grain: ['no'],
    source: drawSource('sale', { no: integer(), id: integer() }),
    lookups: { member_key: drawLookup(dimension, { asOf: { latest: true }, missing: 'infer' }) },
  })

export type Row = readonly [id: number, name: string, since: string, stamp: number, moment?: string]

/** A source and a warehouse of one engine, in which the dimension's versions and watermark can be told in a line. */
export interface MemberWorld extends AsyncDisposable {
  readonly world: World
  /** As if nothing had ever been loaded. */
  clear(): Promise<void>
  fill(...rows: readonly Row[]): Promise<void>
  /** What is not 0 of the counts; or the error. */
  load(dimension?: DimensionShape, options?: LoadOptions): Promise<unknown>
  versions(): Promise<readonly string[]>
  watermark(): Promise<readonly string[]>
}

export async function makeMemberWorld(engine: TestEngine & { readonly lookupMemory?: number }): Promise<MemberWorld> {
  const world = await makeWorld(engine, engine)
  const moment = engine.name === 'mysql' ? 'datetime(6)' : 'timestamp'
  const plain = (row: string) => row.replaceAll(' 00:00:00.000000', '').replaceAll('9999-12-31 23:59:59.999999', 'open')
  return {
    world,
    clear: async () => {
      await world.execute('DROP TABLE IF EXISTS member')
      for (const table of ['etl_watermark', 'etl_definition']) await world.execute(`DELETE FROM ${table}`)
    },
    fill: (...rows) =>
      world.fill(
        'member',
        `id integer, name varchar(20), since ${moment}, stamp integer, moment ${moment}`,
        rows.map(([id, name, since, stamp, at = '2024-01-01 00:00:00']) => [id, name, `${since} 00:00:00`, stamp, at]),
      ),
    load: async (dimension = member(), options = {}) => {
      const { status, counts, error } = await world.load(dimension, { at: '2024-07-01', ...options })
      const effects = Object.entries(counts).filter(([, amount]) => amount !== 0)
      return status === 'done' ? effects.map(([name, amount]) => `${name} ${amount}`).join(', ') : error
    },
    versions: async () =>
      (await world.rows(member().table, 'id valid_from valid_to name is_current', 'member_key > 0')).map(plain),
    watermark: async () =>
      (await world.query("SELECT read_to FROM etl_watermark WHERE unit = 'member'")).map(([to]) => String(to)),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}
