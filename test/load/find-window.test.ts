import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { type Engine, openEngine, type Session } from '../../loader/engine/index.ts'
import { findWindow } from '../../loader/load/extract/find-window.ts'
import { localTime } from '../../loader/load/extract/shift-moment.ts'
import type { FactShape, WindowRefresh } from '../../loader/model/index.ts'
import { degenerate, integer, timestamp } from '../../loader/schema/index.ts'
import { drawFact, drawSource } from './world/shapes.ts'

// The bounds by the clock, with the clock set: what a zone's clocks show twice or never must leave out no row.

let engine: Engine
let session: Session
beforeAll(async () => {
  engine = await openEngine('duckdb::memory:')
  session = await engine.connect()
})
afterAll(async () => {
  await session[Symbol.asyncDispose]()
  await engine[Symbol.asyncDispose]()
})

/** The session, its clock showing `now`. */
const at = (now: string): Session =>
  new Proxy(session, {
    get: (target, name) => {
      if (name === 'dialect') return { ...target.dialect, now: `SELECT TIMESTAMP '${now}'` }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })

const fact = (zone: string | undefined): FactShape =>
  drawFact('sale', {
    columns: { no: degenerate(integer()) },
    grain: ['no'],
    source: { ...drawSource('sale', { no: integer(), at: timestamp() }), ...(zone === undefined ? {} : { zone }) },
  })
const by = (options: Partial<WindowRefresh> = {}): WindowRefresh => ({ mode: 'incremental', by: 'at', ...options })

const berlin = 'Europe/Berlin'

test.each<[string, string | undefined, Partial<WindowRefresh>, now: string, last: string | null, expected: unknown]>([
  [
    'the first window begins with time',
    undefined,
    {},
    '2024-05-01 10:00:00.5',
    null,
    ['1000-01-01 00:00:00.000000', '2024-05-01 10:00:00.500000', '2024-05-01 10:00:00.500000'],
  ],
  [
    'ten minutes back, nothing to settle',
    undefined,
    {},
    '2024-05-01 10:00:00',
    '2024-05-01 09:00:00.000001',
    ['2024-05-01 08:50:00.000001', '2024-05-01 10:00:00.000000', '2024-05-01 10:00:00.000000'],
  ],
  [
    'settled and looked back as declared',
    undefined,
    { lookback: '1 day', settle: '90 seconds' },
    '2024-05-01 10:00:00',
    '2024-05-01 09:00:00.000000',
    ['2024-04-30 09:00:00.000000', '2024-05-01 09:58:30.000000', '2024-05-01 09:58:30.000000'],
  ],
  [
    'append looks back no moment',
    undefined,
    { mode: 'append' },
    '2024-05-01 10:00:00',
    '2024-05-01 09:00:00.000000',
    ['2024-05-01 09:00:00.000000', '2024-05-01 10:00:00.000000', '2024-05-01 10:00:00.000000'],
  ],
  [
    'an append at the same moment is empty',
    undefined,
    { mode: 'append' },
    '2024-05-01 10:00:00',
    '2024-05-01 10:00:00.000000',
    null,
  ],
  [
    'a clock that went back a little reads the lookback, and the watermark stays',
    undefined,
    {},
    '2024-05-01 09:55:00',
    '2024-05-01 10:00:00.000000',
    ['2024-05-01 09:50:00.000000', '2024-05-01 09:55:00.000000', '2024-05-01 10:00:00.000000'],
  ],
  [
    'in a zone, by what its clocks show; the watermark is UTC',
    berlin,
    {},
    '2024-07-01 10:00:00',
    '2024-07-01 09:00:00.000000',
    ['2024-07-01 10:50:00.000000', '2024-07-01 12:00:00.000000', '2024-07-01 10:00:00.000000'],
  ],
  [
    // 01:05 UTC is the second 02:05; ten minutes before it clocks showed 02:55, and rows from 02:05 to 02:55 would be left out.
    'back over the hour that is shown twice',
    berlin,
    {},
    '2024-10-27 03:00:00',
    '2024-10-27 01:05:00.000000',
    ['2024-10-27 01:55:00.000000', '2024-10-27 04:00:00.000000', '2024-10-27 03:00:00.000000'],
  ],
  [
    'over the hour that is shown twice, from before it',
    berlin,
    {},
    '2024-10-27 01:10:00',
    '2024-10-27 00:50:00.000000',
    ['2024-10-27 01:40:00.000000', '2024-10-27 02:10:00.000000', '2024-10-27 01:10:00.000000'],
  ],
  [
    'back over the hour that is never shown',
    berlin,
    {},
    '2024-03-31 02:00:00',
    '2024-03-31 01:05:00.000000',
    ['2024-03-31 01:55:00.000000', '2024-03-31 04:00:00.000000', '2024-03-31 02:00:00.000000'],
  ],
])('%s', async (_, zone, refresh, now, last, expected) => {
  const window = await findWindow(fact(zone), by(refresh), at(now), 'timestamp', last)
  expect(window && [window.period.from, window.period.to, window.readTo]).toEqual(expected)
})

it('every row is read once its time has passed, whatever the zone does meanwhile', async () => {
  const minutes = (from: string, count: number, step: number) =>
    Array.from(
      { length: count },
      (_, i) =>
        `${new Date(Date.parse(`${from}Z`) + i * step * 60_000).toISOString().slice(0, 19).replace('T', ' ')}.000000`,
    )
  for (const night of ['2024-10-26 23:00:00', '2024-03-30 23:00:00'])
    for (const mode of ['incremental', 'append'] as const)
      for (const every of [1, 7, 40, 90]) {
        const written = minutes(night, 240, 1).map((moment) => ({ moment, shown: localTime(moment, berlin) }))
        const read = new Set<string>()
        let last: string | null = `${night}.000000`
        for (const now of minutes(night, 420 / every, every)) {
          const window = await findWindow(fact(berlin), by({ mode }), at(now), 'timestamp', last)
          if (window === null) continue
          const { from, to } = window.period
          const seen = written.filter(
            ({ moment, shown }) => moment <= now && shown >= String(from) && shown < String(to),
          )
          for (const { moment } of seen) read.add(moment)
          if (seen.length > 0) last = window.readTo
        }
        expect([mode, every, written.filter(({ moment }) => !read.has(moment))]).toEqual([mode, every, []])
      }
})
