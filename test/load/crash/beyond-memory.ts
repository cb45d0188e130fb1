import type { DimensionShape } from '../../../loader/model/index.ts'
import { integer, natural, nullable, varchar } from '../../../loader/schema/index.ts'
import { drawDimension } from '../world/shapes.ts'
import { inRun, loadSteps, type Step } from './load-units.ts'
import { once } from './once.ts'
import type { Scenario } from './scenario.ts'
import { crashStar, type Day } from './star.ts'

/** Keys of its own, of which some contradict each other; a row without a natural key. */
function ticketOf(day: Day): DimensionShape {
  const number = { ticket_key: integer(), id: nullable(integer()), name: varchar(10) }
  const rows = [
    [1, 10, `day ${day}`],
    [day, null, 'nameless'],
    [1 + day, 10 + day, 'new'],
    [7, 20, 'one'],
    [7, 21, 'other'],
  ] as const
  return drawDimension('ticket', {
    keep: 'nothing',
    attributes: { name: 'type1' },
    columns: { id: natural(integer()), name: varchar(10) },
    smartKey: 'ticket_key',
    source: { from: '', columns: number, rows: () => rows.map(([ticket_key, id, name]) => ({ ticket_key, id, name })) },
  })
}

const units = (day: Day, folder: string) => [...crashStar(day, folder), ticketOf(day)]
const executionTime = (day: Day) => `2020-0${day + 1}-01 00:00:00.000000`

/** Others insert members while the tickets are paired, so that they are paired once more. */
function meddled(step: Step): Step {
  return async (open) => {
    const isStage = (sql: unknown) => /CREATE TABLE .ticket__\d+_i/.test(String(sql))
    const insert = async () => {
      await using session = await open.warehouse.connect()
      await session.execute("UPDATE etl_key SET locked = locked + 1 WHERE table_name = 'ticket'")
    }
    await step({ ...open, log: { ...open.log, engine: once(open.log.engine, 'after', 'execute', isStage, insert) } })
  }
}

export const beyondMemory: Scenario = {
  name: 'the next load, beyond memory',
  engines: ['duckdb', 'mysql', 'postgres'],
  only: 'mysql',
  before: (url, folder) => inRun(url, executionTime(1), loadSteps(units(1, folder))),
  executionTime: executionTime(2),
  steps: (_, folder) => {
    const steps = [...loadSteps(crashStar(2, folder)), ...loadSteps([ticketOf(2)]).map(meddled)]
    return steps.map((step) => (open) => step({ ...open, lookupMemory: 1 }))
  },
  units: (folder) => units(2, folder),
}
