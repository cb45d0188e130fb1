import type { Random } from './random.ts'
import { closed, dayLength, daysBefore, opened, startOfDay, timeText } from './times.ts'
import { allThereBy, countAt, dayOf, firstCount, type Thing, type World } from './world.ts'

/** When a row of the source came to be. */
export interface Birth {
  /** The day that brought it; 0: before the marketplace was moved forward. */
  readonly day: number
  /** Of the first years, how much had passed: 0 … 1. */
  readonly share: number
  /** Canonical text. */
  readonly time: string
}

/** Ids grow with time. */
export function birth(world: World, thing: Thing, id: number, random: Random): Birth {
  const day = dayOf(world, thing, id)
  const micros = random.between(0, 999_999)
  if (day > 0) {
    return { day, share: 1, time: timeText(startOfDay(day) + random.next() * dayLength, micros) }
  }
  const share = (id / firstCount(world, thing)) * allThereBy(thing)
  // The last one's time would be the first instant of day 1.
  const time = Math.min(opened + share * (closed - opened), closed - 1000)
  return { day, share, time: timeText(time, micros) }
}

/** What happened on a day that only later was told: one in twenty of the days' rows came up to five days late. */
export function lateBirth(born: Birth, random: Random): Birth {
  const late = born.day > 0 && random.chance(0.05)
  return late ? { ...born, time: daysBefore(born.time, random.between(1, 5)) } : born
}

/** The id of one of those who were there at that time; on a day: at its start. */
export function oneOf(world: World, thing: Thing, { day, share }: Birth, random: Random): number {
  const by = allThereBy(thing)
  const first = firstCount(world, thing)
  const there = day > 0 ? countAt(world, thing, day - 1) : share < by ? Math.floor((share / by) * first) : first
  return random.between(1, Math.max(1, there))
}
