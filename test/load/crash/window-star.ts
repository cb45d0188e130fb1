import { openEngine } from '../../../loader/engine/index.ts'
import { loadUnit, type UnitOutcome } from '../../../loader/load/index.ts'
import { beginRun, finishRun, openLog } from '../../../loader/log/index.ts'
import { period, sql } from '../../../loader/model/index.ts'
import { degenerate, integer, measure, nullable, reference, type Table, varchar } from '../../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup } from '../world/shapes.ts'

const member = drawDimension('member', {
  keep: 'nothing',
  attributes: { name: 'type1', city: 'type1' },
  source: {
    from: 'shop',
    columns: { id: integer(), name: varchar(10), city: nullable(varchar(10)) },
    sql: sql`SELECT id, name, city FROM shop_member WHERE id >= ${period.from} AND id < ${period.to}`,
  },
  read: { mode: 'incremental', by: 'id', lookback: 3 },
})
const sale = drawFact('sale', {
  columns: { no: degenerate(integer()), member_key: reference(member.table as Table), amount: measure(integer()) },
  grain: ['no'],
  source: {
    from: 'shop',
    columns: { no: integer(), member: integer(), amount: integer(), stamp: integer() },
    sql: sql`SELECT no, member, amount, stamp FROM shop_sale WHERE stamp >= ${period.from} AND stamp < ${period.to}`,
  },
  refresh: { mode: 'incremental', by: 'stamp', lookback: 5 },
  lookups: { member_key: drawLookup(member, { on: { id: 'member' } }) },
})

/** Fills the source, which stands beside the star, so that a killed process leaves it as it is. */
export async function fillShop(url: string, day: 1 | 2): Promise<void> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const sales = Array.from({ length: 20 + 15 * day }, (_, no) => [
    // Two equal rows of one grain; a grain whose rows differ; rows behind the window, one of which had missed.
    day === 2 && no === 40 ? 41 : day === 2 && no === 44 ? 43 : no,
    no % 6,
    no === 40 ? 82 : no > 28 ? no * day : no,
    no === 40 ? 41 : no,
  ])
  const rows = sales.map(([no, id, amount, stamp]) => [no, no === 41 ? 5 : id, amount, stamp])
  for (const statement of [
    'DROP TABLE IF EXISTS shop_member',
    'DROP TABLE IF EXISTS shop_sale',
    'CREATE TABLE shop_member (id integer, name varchar(10), city varchar(10))',
    'CREATE TABLE shop_sale (no integer, member integer, amount integer, stamp integer)',
    `INSERT INTO shop_member VALUES ${Array.from({ length: 3 + day }, (_, id) => `(${id}, 'm${id}', 'day ${day}')`).join(', ')}`,
    `INSERT INTO shop_sale VALUES ${rows.map((row) => `(${row.join(', ')})`).join(', ')}`,
  ])
    await session.execute(statement)
}

/** One run over what the source holds now. */
export async function loadWindowStar(url: string): Promise<readonly UnitOutcome[]> {
  await using warehouse = await openEngine(url)
  const log = await openLog(warehouse)
  const run = await beginRun(log, { software: 'test' })
  const context = {
    warehouse,
    source: async () => warehouse,
    log,
    run,
    signal: new AbortController().signal,
    progress: () => undefined,
    acceptShrink: false,
    rejects: { warn: 1, fail: 1 },
    batchRows: 10,
  }
  const outcomes = [await loadUnit(member, context), await loadUnit(sale, context)]
  await finishRun(log, run, 'done')
  return outcomes
}
