import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openClock } from '../../loader/log/index.ts'

test('times are canonical: UTC, six digits', () => {
  expect(openClock(() => Date.UTC(2024, 1, 29, 23, 59, 58, 7)).now()).toBe('2024-02-29 23:59:58.007000')
})

test('two times within a millisecond are told apart', () => {
  const clock = openClock(() => Date.UTC(2024, 0, 1))
  expect([clock.now(), clock.now(), clock.now()]).toEqual([
    '2024-01-01 00:00:00.000000',
    '2024-01-01 00:00:00.000001',
    '2024-01-01 00:00:00.000002',
  ])
})

test('a stored time that lies ahead is passed, carrying over the second', () => {
  const clock = openClock(() => Date.UTC(2020, 0, 1))
  clock.mustPass('2023-12-31 23:59:59.999999')
  clock.mustPass('2021-01-01 00:00:00.000000')
  clock.mustPass(null)
  expect(clock.now()).toBe('2024-01-01 00:00:00.000000')
})

test('whatever the machine clock does, times go up as text', () => {
  const from = Date.UTC(1999, 0, 1)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: from, max: Date.UTC(2200, 0, 1) }), { minLength: 2 }), (readings) => {
      const left = [...readings]
      const clock = openClock(() => left.shift() ?? from)
      const times = readings.map(() => clock.now())
      expect(times.slice(1).every((time, at) => time > (times[at] ?? ''))).toBe(true)
    }),
  )
})
