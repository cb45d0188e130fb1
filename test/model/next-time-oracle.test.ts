import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextTime, readCron } from '../../loader/model/index.ts'

const minute = 60_000

/** Four days around a change of the clocks, by what an IANA zone's clocks show at each minute of them. */
const changes = [
  ['America/New_York', '2026-03-06T12:00Z'],
  ['America/New_York', '2026-10-30T12:00Z'],
  ['Europe/Berlin', '2026-03-27T12:00Z'],
  ['Europe/Berlin', '2026-10-23T12:00Z'],
  ['Australia/Sydney', '2026-10-02T00:00Z'],
  ['Australia/Sydney', '2026-04-03T00:00Z'],
  ['Australia/Lord_Howe', '2026-10-02T00:00Z'],
  ['Australia/Lord_Howe', '2026-04-03T00:00Z'],
  ['America/Santiago', '2026-09-04T12:00Z'],
  ['America/Santiago', '2026-04-03T12:00Z'],
] as const

const windows = changes.map(([zone, begin]) => {
  const format = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const moments = Array.from({ length: 4 * 1440 }, (_, index) => Date.parse(begin) + index * minute)
  // As if it were UTC, so that it can be compared and counted.
  return { zone, moments, shown: moments.map((moment) => Date.parse(`${format.format(moment).replace(' ', 'T')}Z`)) }
})

/** Looks at every minute there is: of every hour all that fit; else for each time of a calendar the first minute that shows it, or one beyond it. */
function slowly(
  { moments, shown }: (typeof windows)[number],
  minutes: readonly number[],
  hours: readonly number[] | null,
) {
  const fits = (time: number) => {
    const date = new Date(time)
    return minutes.includes(date.getUTCMinutes()) && (hours === null || hours.includes(date.getUTCHours()))
  }
  if (hours === null) return moments.filter((_, index) => fits(shown[index] ?? 0))
  const [first = 0, last = 0] = [shown[0], shown.at(-1)]
  const found = new Set<number | undefined>()
  for (let time = first; time <= last; time += minute)
    if (fits(time)) found.add(moments[shown.findIndex((one) => one >= time)])
  return [...found]
}

test('FAULTS 65: the times of any minutes and hours around a change of the clocks are those that a look at every minute finds', async () => {
  const some = (most: number) => fc.uniqueArray(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 4 })
  // Hours at which clocks are changed, and their neighbours.
  const hours = fc.option(fc.uniqueArray(fc.constantFrom(0, 1, 2, 3, 4, 12, 22, 23), { minLength: 1, maxLength: 5 }))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...windows), some(59), hours, async (window, atMinutes, atHours) => {
      const cron = await readCron(`${atMinutes.join(',')} ${atHours?.join(',') ?? '*'} * * *`, window.zone)
      const expected = slowly(window, atMinutes, atHours)
      const found: number[] = []
      for (let at: number | null = (window.moments[0] ?? 0) - 1; found.length < expected.length; ) {
        at = nextTime(cron, at)
        if (at === null) break
        found.push(at)
      }
      expect(found).toEqual(expected)
    }),
    { numRuns: 80 },
  )
})
