import { type SourceShape, sql, type UnitDefinition } from '../../../loader/model/index.ts'
import { degenerate, integer, measure, nullable } from '../../../loader/schema/index.ts'
import { drawFact } from '../world/shapes.ts'
import { inRun, loadSteps } from './load-units.ts'
import type { Scenario } from './scenario.ts'
import type { Day } from './star.ts'

/** Read by the keys of two ranges at once: a row without a grain in each, and a grain that is alike in both. */
function tripOf(day: Day): UnitDefinition {
  const rows = Array.from({ length: 36 }, (_, at) => {
    const no = at === 4 || at === 30 ? 'NULL' : at === 35 ? '1' : String(at)
    return `SELECT ${at} AS at_no, ${no} AS no, ${at === 35 ? day : at * day} AS amount`
  })
  const source: SourceShape = {
    from: 'shop',
    columns: { at_no: integer(), no: nullable(integer()), amount: integer() },
    sql: { ...sql``, parts: [`SELECT at_no, no, amount FROM (${rows.join(' UNION ALL ')}) AS shop`] },
    partition: ['at_no'],
  }
  return drawFact('trip', {
    columns: { no: degenerate(integer()), amount: measure(integer()) },
    grain: ['no'],
    source,
  })
}

export const byRanges: Scenario = {
  name: 'a fact by ranges of its key',
  engines: ['mysql', 'postgres'],
  only: 'mysql',
  before: (url) => inRun(url, '2020-02-01 00:00:00.000000', loadSteps([tripOf(1)])),
  executionTime: '2020-03-01 00:00:00.000000',
  steps: () => loadSteps([tripOf(2)]).map((step) => (open) => step({ ...open, ranges: 2 })),
  units: () => [tripOf(2)],
}
