import { type SchedulePlace, scheduleKey } from './schedule-place.ts'

/** The schedules that are paused: name → since when, an ISO time. */
export async function pausedSchedules(place: SchedulePlace): Promise<ReadonlyMap<string, string>> {
  return new Map(Object.entries(await place.redis.hgetall(scheduleKey(place, 'paused'))))
}

export async function notePaused(place: SchedulePlace, name: string, now: Date): Promise<void> {
  await place.redis.hsetnx(scheduleKey(place, 'paused'), name, now.toISOString())
}

export async function forgetPaused(place: SchedulePlace, names: readonly string[]): Promise<void> {
  if (names.length > 0) await place.redis.hdel(scheduleKey(place, 'paused'), ...names)
}
