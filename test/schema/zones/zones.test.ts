import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localDate, type Time, toUtc } from '../../../loader/schema/index.ts'
import { NaiveZone, utcText } from './naive-zone.ts'

const zones = [
  'America/New_York',
  'Europe/London',
  'Europe/Berlin',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Antarctica/Troll',
] as const

const seconds = (year: number) => Date.UTC(year, 0, 1) / 1000

/** Moments between 1975 and 2035 at which the zone's clocks are put forward or back. */
function changes(zone: NaiveZone): number[] {
  const found: number[] = []
  const ahead = (at: number) => Date.parse(`${zone.shown(at).replace(' ', 'T')}Z`) / 1000 - at
  for (let at = seconds(1975); at < seconds(2035); at += 86_400 * 3) {
    if (ahead(at) === ahead(at + 86_400 * 3)) continue
    let low = at
    let high = at + 86_400 * 3
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (ahead(middle) === ahead(at)) low = middle
      else high = middle
    }
    found.push(high)
  }
  return found
}

describe.each(zones)('%s', (name) => {
  const zone = new NaiveZone(name)
  const near = changes(zone)
  const anywhere = fc.integer({ min: seconds(1975), max: seconds(2035) })
  const moment =
    near.length === 0
      ? anywhere
      : fc.oneof(
          anywhere,
          fc
            .tuple(fc.constantFrom(...near), fc.integer({ min: -30 * 3600, max: 30 * 3600 }))
            .map(([at, by]) => at + by),
          fc
            .tuple(fc.constantFrom(...near), fc.constantFrom(-3601, -3600, -1800, -1, 0, 1, 1800, 3599, 3600))
            .map(([at, by]) => at + by),
        )

  it('has the days that Intl prints', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(localDate(utcText(at), name)).toBe(zone.shown(at).slice(0, 10))
      }),
      { numRuns: 300 },
    )
  })

  it('finds the moments of its local times, shown once, twice or never', () => {
    const met = { once: 0, twice: 0, never: 0 }
    // A local time near a change is made by reading the change's moment with any offset.
    fc.assert(
      fc.property(moment, fc.integer({ min: -8, max: 8 }), (at, quarters) => {
        const shown = utcText(Date.parse(`${zone.shown(at).replace(' ', 'T')}Z`) / 1000 + quarters * 900)
        const moments = zone.moments(shown.slice(0, 19))
        met[moments.length === 0 ? 'never' : moments.length === 1 ? 'once' : 'twice']++
        for (const side of ['earlier', 'later'] as const) {
          const expected =
            moments.length === 0 ? zone.acrossGap(shown.slice(0, 19), side) : moments.at(side === 'earlier' ? 0 : -1)
          expect(toUtc(shown, name, { ambiguous: side, gap: side })).toBe(utcText(expected as number))
        }
      }),
      { numRuns: 500 },
    )
    expect(met.once).toBeGreaterThan(20)
    if (near.length > 10) expect(Math.min(met.twice, met.never)).toBeGreaterThan(0)
  })
})

it('gives the same for every TZ of the host (FAULTS 6)', async () => {
  const script = new URL('./print-times.ts', import.meta.url).pathname
  const times: Time[] = ['2021-03-14 02:30:00.000001', '2021-11-07 01:30:00.000001', '2024-03-31 02:30:00']
  const expected = zones
    .flatMap((zone) => times.map((time) => `${zone} ${time} ${toUtc(time, zone)} ${localDate(time, zone)}\n`))
    .join('')
  for (const TZ of ['UTC', 'America/New_York', 'Asia/Tokyo', 'Pacific/Apia']) {
    const child = promisify(execFile)(process.execPath, [script, zones.join(), times.join()], {
      env: { ...process.env, TZ },
    })
    expect((await child).stdout).toBe(`${TZ}\n${expected}`)
  }
})
