import { alone } from './alone.ts'
import { isAsConfigured } from './is-as-configured.ts'
import { mendSchedule } from './mend-schedule.ts'
import { forgetPaused, pausedSchedules } from './paused-schedules.ts'
import { type SchedulePlace, scheduleKey } from './schedule-place.ts'
import { setSchedule } from './set-schedule.ts'
import { takeOut } from './take-out.ts'

/** The names of the schedules that were not as they must be. */
export interface SyncedSchedules {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
  /** Their next task was gone. */
  readonly mended: readonly string[]
}

/**
 * Makes the schedules of Redis those of the configuration; what is right already is not touched, so that a time that has come while no worker ran
 * is not lost, and paused ones stay paused. For every worker's start; several at once take turns.
 */
export function syncSchedules(place: SchedulePlace): Promise<SyncedSchedules> {
  return alone(place, async () => {
    const { warehouse, refreshes, redis } = place
    const paused = await pausedSchedules(place)
    const present = new Map((await refreshes.getJobSchedulers()).map((one) => [one.key, one]))
    const wanted = Object.entries(warehouse.schedules).filter(([name]) => !paused.has(name))
    const names = new Set(wanted.map(([name]) => name))
    const done = { added: [] as string[], changed: [] as string[], removed: [] as string[], mended: [] as string[] }
    for (const name of present.keys()) {
      if (names.has(name)) continue
      await takeOut(refreshes, name, { keepDue: false })
      done.removed.push(name)
    }
    for (const [name, schedule] of wanted) {
      const there = present.get(name)
      if (there !== undefined && isAsConfigured(there, schedule)) {
        if (await mendSchedule(refreshes, warehouse, there)) done.mended.push(name)
        continue
      }
      if (there !== undefined) await takeOut(refreshes, name, { keepDue: schedule.missed === 'once' })
      await setSchedule(refreshes, name, schedule)
      done[there === undefined ? 'added' : 'changed'].push(name)
    }
    await forgetPaused(
      place,
      [...paused.keys()].filter((name) => !Object.hasOwn(warehouse.schedules, name)),
    )
    await redis.set(scheduleKey(place, 'set'), new Date().toISOString())
    return done
  })
}

/**
 * Sets anew what Redis has lost: all of it where it was emptied, else schedules whose next task is gone. For now and then; it changes nothing that
 * another worker with a newer configuration has set.
 */
export async function mendSchedules(place: SchedulePlace): Promise<SyncedSchedules> {
  const { warehouse, refreshes, redis } = place
  if ((await redis.exists(scheduleKey(place, 'set'))) === 0) return await syncSchedules(place)
  return await alone(place, async () => {
    const mended: string[] = []
    for (const one of await refreshes.getJobSchedulers())
      if (await mendSchedule(refreshes, warehouse, one)) mended.push(one.key)
    return { added: [], changed: [], removed: [], mended }
  })
}
