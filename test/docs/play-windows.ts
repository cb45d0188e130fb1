import type { UnitResult } from '../../loader/etl/index.ts'
import type { UnitDefinition } from '../../loader/model/index.ts'
import type { Cell, ColumnShape, TableShape } from '../../loader/schema/index.ts'
import { compareCounts } from '../../loader/testing/compare-counts.ts'
import { compareRows } from '../../loader/testing/compare-rows.ts'
import type { DrawnTable } from '../../loader/testing/drawn-table.ts'
import { givenValue } from '../../loader/testing/drawn-value.ts'
import { readRejects, rejectsTable } from '../../loader/testing/rejects.ts'
import { readStory } from '../../loader/testing/story.ts'
import { makeWorld, type World } from '../load/world/world.ts'
import { inMemory } from '../servers/in-memory.ts'

const text: ColumnShape = { kind: 'text', nullable: true, purpose: 'attribute' }

/** What a story may draw of the run log. */
const misses: TableShape = {
  name: 'etl_miss',
  columns: { role: text, natural_key: text, grain: text },
  grain: [],
  indexes: [],
}

/**
 * `play` for units that go by windows: what a story draws of a source is a table named after the unit, which the unit's own SQL reads. Steps are those of
 * `play` but for `before` and failures.
 */
export async function playWindows(units: readonly UnitDefinition[], story: string): Promise<void> {
  await using world = await makeWorld(inMemory)
  await using session = await world.warehouse.connect()
  const variables = new Map<string, Cell>()
  let results: readonly UnitResult[] = []
  for (const step of readStory(story)) {
    if (step.kind === 'source') await fill(world, named(units, step.name), step.table)
    else if (step.kind === 'load') results = await load(world, units)
    else if (step.kind === 'counts') compareCounts(step.name, step.counts, results)
    else if (step.kind === 'after') {
      const table = [misses, ...units.map((unit) => unit.table)].find(({ name }) => name === step.name)
      if (table === undefined) throw new Error(`There is no table ${step.name}.`)
      await compareRows({ title: step.name, session, table, drawn: step.table, variables })
    } else if (step.kind === 'rejects') {
      const [last = []] = await world.query(`SELECT MAX(run_id) FROM etl_unit_run WHERE unit = '${step.name}'`)
      const rows = await readRejects(session, step.name, Number(last[0]), step.table.columns)
      await compareRows({ title: step.kind, session, table: rejectsTable, drawn: step.table, variables, rows })
    } else throw new Error(`No story of windows draws ${step.kind}.`)
  }
}

async function load(world: World, units: readonly UnitDefinition[]): Promise<readonly UnitResult[]> {
  const results: UnitResult[] = []
  for (const unit of units) {
    const outcome = await world.load(unit)
    if (outcome.status !== 'done') throw new Error(`${unit.name} ended ${outcome.status}.`, { cause: outcome.error })
    results.push(outcome)
  }
  return results
}

async function fill(world: World, { name, source }: UnitDefinition, { columns, rows }: DrawnTable): Promise<void> {
  const types = columns.map((column) => `${column} ${source.columns[column]?.kind ?? 'no column'}`)
  await world.fill(
    name,
    types.join(', '),
    rows.map((cells) => cells.map(givenValue)),
  )
}

function named(units: readonly UnitDefinition[], name: string): UnitDefinition {
  const unit = units.find((one) => one.name === name)
  if (unit === undefined) throw new Error(`There is no unit ${name}.`)
  return unit
}
