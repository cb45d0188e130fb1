import type { SchedulePlace } from './schedule-place.ts'
import { mendSchedules, type SyncedSchedules, syncSchedules } from './sync-schedules.ts'

/**
 * Sets the schedules at a worker's start and mends them from then on, until it is disposed of; `tell` hears a sentence where there was anything to do.
 * `every`: milliseconds between two looks at what Redis may have lost.
 */
export async function keepSchedules(
  place: SchedulePlace,
  tell: (sentence: string) => void,
  every = 60_000,
): Promise<Disposable> {
  report(await syncSchedules(place), tell)
  let looking = false
  let over = false
  const look = async (): Promise<void> => {
    looking = true
    try {
      report(await mendSchedules(place), tell)
    } catch (error) {
      // While Redis is away its commands wait, and end with the connection.
      if (!over)
        tell(`The schedules could not be looked after: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      looking = false
    }
  }
  const timer = setInterval(() => {
    if (!looking) void look()
  }, every)
  timer.unref()
  return {
    [Symbol.dispose]() {
      over = true
      clearInterval(timer)
    },
  }
}

function report({ added, changed, removed, mended }: SyncedSchedules, tell: (sentence: string) => void): void {
  const parts = Object.entries({ added, changed, removed, mended })
  const told = parts.flatMap(([what, names]) => (names.length === 0 ? [] : [`${what} ${names.join(', ')}`]))
  if (told.length > 0) tell(`Schedules: ${told.join('; ')}.`)
}
