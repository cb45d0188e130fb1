import type { Time } from '../../../loader/schema/index.ts'

/** The simplest truth: what Intl prints for one moment, and local times found by trying every offset of the world. */
export class NaiveZone {
  readonly #format: Intl.DateTimeFormat

  constructor(zone: string) {
    // Sweden writes dates as we do.
    this.#format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  }

  shown(seconds: number): string {
    return this.#format.format(seconds * 1000)
  }

  /** All moments at which the clocks show this local time, the earlier first. */
  moments(local: string): number[] {
    const asUtc = Date.parse(`${local.replace(' ', 'T')}Z`) / 1000
    const found: number[] = []
    for (let ahead = 15; ahead >= -13; ahead -= 0.25) {
      const moment = asUtc - ahead * 3600
      if (this.shown(moment) === local) found.push(moment)
    }
    return found
  }

  /** A time that is never shown: some quarters of an hour further the clocks show one, and the moment is as many quarters from it. */
  acrossGap(local: string, side: 'earlier' | 'later'): number {
    const step = side === 'later' ? -900 : 900
    for (let away = step; ; away += step) {
      const [moment] = this.moments(utcText(Date.parse(`${local.replace(' ', 'T')}Z`) / 1000 + away).slice(0, 19))
      if (moment !== undefined) return moment - away
    }
  }
}

export function utcText(seconds: number): Time {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}.000000` as Time
}
