import { DefinitionError } from '../../errors/index.ts'
import { knownInstead } from '../../etl/index.ts'
import type { ScheduleShape, WarehouseShape } from '../../model/index.ts'

/** The schedule of this name. Throws DefinitionError 'unknown-schedule'. */
export function knownSchedule({ schedules }: WarehouseShape, name: string): ScheduleShape {
  const schedule = Object.hasOwn(schedules, name) ? schedules[name] : undefined
  if (schedule !== undefined) return schedule
  const names = Object.keys(schedules)
  const hint =
    names.length === 0
      ? 'It has none: write schedules: { … } into warehouse({ … }) of config.ts.'
      : knownInstead(name, names, 'schedule')
  throw new DefinitionError('unknown-schedule', `The configuration has no schedule "${name}". ${hint}`)
}
