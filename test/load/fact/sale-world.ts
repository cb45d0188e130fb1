import { type FactShape, period, type SourceShape, sql, type WindowRefresh } from '../../../loader/model/index.ts'
import { degenerate, integer, measure, nullable, timestamp } from '../../../loader/schema/index.ts'
import type { TestEngine } from '../../servers/index.ts'
import { drawFact } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'

const columns = {
  no: integer(),
  amount: nullable(integer()),
  stamp: integer(),
  moment: timestamp(),
  rank: nullable(integer()),
}
const byStamp: SourceShape = {
  from: 'shop',
  columns,
  // A comment and no semicolon at the end: the query is read as a table too.
  sql: sql`SELECT no, amount, stamp, moment, rank FROM sale WHERE stamp >= ${period.from} AND stamp < ${period.to} -- by number`,
}
export const byTime: SourceShape = {
  from: 'shop',
  columns,
  sql: sql`SELECT no, amount, stamp, moment, rank FROM sale WHERE moment >= ${period.from} AND moment < ${period.to}`,
}

/** A fact of one measure, by `stamp` or by `moment`. */
export const sale = (refresh: WindowRefresh, options: Partial<FactShape> = {}): FactShape =>
  drawFact('sale', {
    columns: { no: degenerate(integer()), amount: measure(nullable(integer())) },
    grain: ['no'],
    source: refresh.by === 'stamp' ? byStamp : byTime,
    refresh,
    ...options,
  })

export type Row = readonly [
  no: number,
  amount: number | null,
  stamp: number,
  moment?: string | undefined,
  rank?: number,
]

/** A source and a warehouse of one engine, in which the fact's rows, misses and watermark can be told in a line. */
export interface SaleWorld extends AsyncDisposable {
  readonly world: World
  /** As if nothing had ever been loaded. */
  clear(): Promise<void>
  fill(...rows: readonly Row[]): Promise<void>
  /** What is not 0 of the counts; or the error. */
  load(fact: FactShape, options?: Parameters<World['load']>[1]): Promise<unknown>
  rows(): Promise<readonly string[]>
  watermark(): Promise<readonly string[]>
}

export async function makeSaleWorld(engine: TestEngine): Promise<SaleWorld> {
  const world = await makeWorld(engine, engine)
  const moment = engine.name === 'mysql' ? 'datetime(6)' : 'timestamp'
  return {
    world,
    clear: async () => {
      for (const table of ['sale', 'etl_watermark', 'etl_miss'])
        await world.execute(`DELETE FROM ${table}`).catch(() => undefined)
    },
    fill: (...rows) =>
      world.fill(
        'sale',
        `no integer, amount integer, stamp integer, moment ${moment}, rank integer`,
        rows.map(([no, amount, stamp, at = '2024-01-01 00:00:00', rank = null]) => [no, amount, stamp, at, rank]),
      ),
    load: async (fact, options = {}) => {
      const { status, counts, error } = await world.load(fact, options)
      const effects = Object.entries(counts).filter(([, amount]) => amount !== 0)
      return status === 'done' ? effects.map(([name, amount]) => `${name} ${amount}`).join(', ') : error
    },
    rows: () => world.rows(sale({ mode: 'append', by: 'stamp' }).table, 'no, amount'),
    watermark: async () =>
      (await world.query("SELECT read_to FROM etl_watermark WHERE unit = 'sale'")).map(([to]) => String(to)),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}
