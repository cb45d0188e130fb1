import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyTable } from '../../../loader/load/star/apply-table.ts'
import { planTable } from '../../../loader/load/star/plan-table.ts'
import { isDestructive } from '../../../loader/load/star/step.ts'
import { beginRun, unfinishedChanges } from '../../../loader/log/index.ts'
import type { FactShape, UnitDefinition } from '../../../loader/model/index.ts'
import {
  bigint,
  type Columns,
  degenerate,
  inferred,
  integer,
  measure,
  nullable,
  varchar,
} from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawDimension, drawFact, drawSource } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'
import { changes, id } from './column-changes.ts'

/** Every attribute is of type 1 and read from the source column of its name. */
function member(name: string, columns: Columns): UnitDefinition {
  const attributes = Object.entries(columns).filter(([, { purpose }]) => purpose === 'attribute')
  return drawDimension(name, {
    columns,
    keep: 'nothing',
    attributes: Object.fromEntries(attributes.map(([column]) => [column, 'type1'])),
    source: drawSource(name, columns),
  })
}

describe.each(engines)('definitions against tables that are there, on $name', (engine) => {
  let world: World
  let tables = 0
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(async () => {
    await world[Symbol.asyncDispose]()
  })

  const made = async (columns: Columns, value: string | null): Promise<string> => {
    const name = `member_${++tables}`
    const source = Object.fromEntries(Object.entries(columns).filter(([, { purpose }]) => purpose !== 'inferred'))
    await world.fill(
      name,
      Object.keys(source)
        .map((column) => `${column} VARCHAR`)
        .join(', '),
      [Object.keys(source).map((column) => (column === 'id' ? '1' : column === 'v' ? value : null))],
    )
    const { error } = await world.load(member(name, columns))
    expect(error).toBeUndefined()
    return name
  }
  const apply = async (unit: UnitDefinition) => {
    await using session = await world.warehouse.connect()
    const { steps } = await planTable(session, unit)
    const agreed = new Set(steps.filter(isDestructive).map(({ sentence }) => sentence))
    const run = await beginRun(world.log, { software: 'test' })
    await applyTable(unit, { log: world.log, run, agreed, done: () => {} })
  }

  it.each(Object.entries(changes))('%s', async (_, { from, value, to, steps, after, onDuckdb = steps }) => {
    const unit = member(await made(from, value), to)
    await using session = await world.warehouse.connect()
    const plan = await planTable(session, unit)
    const told = [
      ...plan.steps.map((step) => `${step.kind} ${step.sentence}`),
      ...plan.obstacles.map((text) => `x ${text}`),
    ]
    const expected = engine.name === 'duckdb' ? onDuckdb : steps
    expect(told, told.join('\n')).toHaveLength(expected.length)
    for (const [at, line] of expected.entries()) expect(told[at]).toMatch(line)
    if (after === undefined) return
    await apply(unit)
    expect(await planTable(session, unit)).toEqual({ steps: [], obstacles: [] })
    expect(await world.rows(unit.table, after[0], `${unit.table.name}_key > 0`)).toEqual([after[1]])
    expect(await world.rows(unit.table, `${unit.table.name}_key`)).toHaveLength(4)
  })

  it('a step that nobody agreed to is not taken, and nothing before it', async () => {
    const unit = member(await made({ ...id, v: integer() }, '7'), { ...id, w: nullable(integer()) })
    const run = await beginRun(world.log, { software: 'test' })
    const refused = applyTable(unit, { log: world.log, run, agreed: new Set(), done: () => {} })
    await expect(refused).rejects.toMatchObject({ code: 'plan-changed', message: expect.stringContaining('drops v') })
    await using session = await world.warehouse.connect()
    expect((await planTable(session, unit)).steps.map(({ kind }) => kind)).toEqual(['add', 'drop'])
  })

  it('what stopped half way is found, completed, and its entry in the journal settled', async () => {
    const unit = member(await made({ ...id, v: integer() }, '7'), {
      ...id,
      v: bigint(),
      w: nullable(varchar(9)),
      ...inferred(),
    })
    await using session = await world.warehouse.connect()
    // The column is in, and neither its entry ended nor the reserved members set; the inferred one not even filled.
    const { alter } = session.dialect
    for (const name of ['w', 'is_inferred']) {
      const column = unit.table.columns[name]
      if (column !== undefined) await session.execute(alter.addColumn(unit.table.name, { name, column }))
    }
    await world.execute(
      `INSERT INTO etl_change (change_no, run_id, unit, table_name, step, statement, begun_at) VALUES (${900_000 + tables}, 1, '${unit.name}', '${unit.table.name}', 'adds w', 'ALTER', '2024-01-01 00:00:00')`,
    )
    expect(await unfinishedChanges(session, unit.name)).toMatchObject([{ step: 'adds w', runId: 1 }])
    await apply(unit)
    expect(await unfinishedChanges(session, unit.name)).toEqual([])
    expect(await planTable(session, unit)).toEqual({ steps: [], obstacles: [] })
    expect([...(await world.rows(unit.table, 'id w is_inferred'))].sort()).toEqual([
      '- | Error | false',
      '- | Not appli | false',
      '- | Unknown | false',
      '1 | - | false',
    ])
  })

  it('a column of a fact that must not be NULL waits for the next load, which builds the table anew', async () => {
    const columns = { id: degenerate(integer()), v: measure(integer()) }
    const read = { id: integer(), v: integer(), w: integer() }
    await world.fill('sale', 'id integer, v integer, w integer', [[1, 2, 3]])
    const fact = (more: Columns): FactShape =>
      drawFact('sale', { columns: { ...columns, ...more }, grain: ['id'], source: drawSource('sale', read) })
    const later = fact({ w: measure(integer()) })
    expect((await world.load(fact({}))).error).toBeUndefined()
    expect((await world.load(later)).error).toMatchObject({ code: 'table-differs' })
    await apply(later)
    expect(await world.rows(later.table, 'id v w')).toEqual(['1 | 2 | -'])
    expect((await world.load(later)).error).toBeUndefined()
    expect(await world.rows(later.table, 'id v w')).toEqual(['1 | 2 | 3'])
    await using session = await world.warehouse.connect()
    expect((await session.tableColumns('sale'))?.find(({ name }) => name === 'w')?.nullable).toBe(false)
  })

  it.skipIf(engine.name === 'duckdb')('what tells the rows apart is no column to drop', async () => {
    const columns = { id: degenerate(integer()), line: degenerate(integer()), v: measure(integer()) }
    const read = { id: integer(), line: integer(), v: integer() }
    await world.fill('bill', 'id integer, line integer, v integer', [[1, 2, 3]])
    expect(
      (await world.load(drawFact('bill', { columns, grain: ['id', 'line'], source: drawSource('bill', read) }))).error,
    ).toBeUndefined()
    const { line: _, ...rest } = columns
    await using session = await world.warehouse.connect()
    const plan = await planTable(
      session,
      drawFact('bill', { columns: rest, grain: ['id'], source: drawSource('bill', read) }),
    )
    expect(plan.obstacles).toEqual([expect.stringMatching(/^it has line besides, by which its rows are told apart/)])
  })
})
