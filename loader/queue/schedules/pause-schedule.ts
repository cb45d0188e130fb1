import { alone } from './alone.ts'
import { knownSchedule } from './known-schedule.ts'
import { forgetPaused, notePaused, pausedSchedules } from './paused-schedules.ts'
import type { SchedulePlace } from './schedule-place.ts'
import { setSchedule } from './set-schedule.ts'
import { takeOut } from './take-out.ts'

/**
 * No refresh begins for this schedule until it is resumed, also none whose time has come already; one that has begun goes on. Gives whether it was
 * not paused before. Throws DefinitionError 'unknown-schedule'.
 */
export async function pauseSchedule(place: SchedulePlace, name: string): Promise<boolean> {
  knownSchedule(place.warehouse, name)
  return await alone(place, async () => {
    const before = await pausedSchedules(place)
    await notePaused(place, name, new Date())
    await takeOut(place.refreshes, name, { keepDue: false })
    return !before.has(name)
  })
}

/** Goes on with a schedule from its next time; what passed meanwhile was not missed. Gives whether it was paused. Throws as {@link pauseSchedule}. */
export async function resumeSchedule(place: SchedulePlace, name: string): Promise<boolean> {
  const schedule = knownSchedule(place.warehouse, name)
  return await alone(place, async () => {
    if (!(await pausedSchedules(place)).has(name)) return false
    await setSchedule(place.refreshes, name, schedule)
    await forgetPaused(place, [name])
    return true
  })
}
