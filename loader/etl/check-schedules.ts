import { DefinitionError, TypelineError } from '../errors/index.ts'
import { readCron, type ScheduleShape, type WarehouseShape } from '../model/index.ts'
import { planUnits } from './plan.ts'
import { unitGraph } from './unit-graph.ts'

/**
 * Proves what schedules say: fields, zone, units. Gives notices, of those that load nothing. Throws DefinitionError 'bad-schedules' with every
 * finding at once (`fields.findings`).
 */
export async function checkSchedules(warehouse: WarehouseShape): Promise<readonly string[]> {
  const schedules = Object.entries(warehouse.schedules)
  const findings: string[] = []
  const notices: string[] = []
  if (schedules.length > 0 && warehouse.redis === undefined)
    findings.push(
      "There are schedules, and no redis, which would keep them. Write redis: env('REDIS_URL', 'redis://127.0.0.1:6379') beside them.",
    )
  for (const [name, schedule] of schedules) {
    const place = `schedule ${name}`
    try {
      await readCron(schedule.cron, schedule.zone)
    } catch (error) {
      findings.push(`${place}: ${sentenceOf(error)}`)
    }
    try {
      if (planned(warehouse, schedule) === 0)
        notices.push(`${place}: no unit that is active is selected, so that it loads nothing.`)
    } catch (error) {
      // Selections name the flag that they are usually typed with.
      findings.push(
        ...sentenceOf(error)
          .split('\n')
          .map((line) => `${place}: ${line.replace(/^--/, '')}`),
      )
    }
  }
  if (findings.length === 0) return notices
  const head =
    findings.length === 1 ? 'The schedules have a mistake:' : `The schedules have ${findings.length} mistakes:`
  throw new DefinitionError('bad-schedules', [head, ...findings].join('\n  '), { fields: { findings } })
}

function planned(warehouse: WarehouseShape, { select, exclude }: ScheduleShape): number {
  const kinds = new Set(['dimension', 'fact'] as const)
  return planUnits(unitGraph(warehouse), { kinds, select, exclude }).units.length
}

function sentenceOf(error: unknown): string {
  if (error instanceof TypelineError) return error.message
  throw error
}
