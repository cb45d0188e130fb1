import { Random } from './random.ts'
import { dayLength, startOfDay, timeText } from './times.ts'
import { dayOf, type Thing, type World } from './world.ts'

/** A day on which something may happen to a row of the source. */
export interface Happening {
  readonly day: number
  readonly time: string
  readonly random: Random
}

const apart = 28

/**
 * The days on which something may happen to one id, in order: every 28th, and none in its first 28. So a load after 28 days sees the same changes
 * as a load after each of them, though the source keeps only what is true now.
 */
export function* happenings(world: World, thing: Thing, id: number): Generator<Happening> {
  const born = dayOf(world, thing, id)
  const first = born === 0 ? 1 : born + apart
  for (let day = first + ((((id - first) % apart) + apart) % apart); day <= world.days; day += apart) {
    const random = Random.of(world.seed, thing, id, 'day', day)
    const time = timeText(startOfDay(day) + random.next() * dayLength, random.between(0, 999_999))
    yield { day, time, random }
  }
}
