import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SchedulePlace, scheduleKey } from './schedule-place.ts'

/** Milliseconds after which whoever holds the schedules counts as gone; setting a hundred takes one of them. */
const longest = 15_000

const release = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"

/** Works on the schedules while nobody else does: every worker sets them at its start, and all may start at once. */
export async function alone<T>(place: SchedulePlace, work: () => Promise<T>): Promise<T> {
  const key = scheduleKey(place, 'lock')
  const mark = randomUUID()
  while ((await place.redis.set(key, mark, 'PX', longest, 'NX')) === null) await sleep(10 + Math.random() * 40)
  try {
    return await work()
  } finally {
    await place.redis.eval(release, 1, key, mark)
  }
}
