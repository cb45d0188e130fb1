import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BEFORE_FIRST, IN_A_GAP, VersionIndex } from '../../../loader/load/lookup/version-index.ts'

const OPEN = '9999-12-31'

/** A version as a person would write it; days stand for all canonical times, which compare as texts. */
interface Version {
  readonly member: number
  readonly key: number
  readonly from: string
  readonly to: string
}

function indexOf(versions: readonly Version[]): VersionIndex {
  return VersionIndex.of(
    {
      ordinals: versions.map(({ member }) => member),
      keys: versions.map(({ key }) => key),
      from: versions.map(({ from }) => from),
      to: versions.map(({ to }) => to),
    },
    Math.max(-1, ...versions.map(({ member }) => member)) + 1,
  )
}

/** The rule word for word: `valid_from <= t < valid_to`, by looking at every version. */
function oracle(versions: readonly Version[], member: number, time: string): number | 'before' | 'gap' {
  const own = versions.filter((version) => version.member === member)
  const valid = own.filter(({ from, to }) => from <= time && time < to)
  if (valid.length > 0) return valid[0]?.key ?? 0
  return own.every(({ from }) => time < from) ? 'before' : 'gap'
}

function answer(index: VersionIndex, member: number, time: string): number | 'before' | 'gap' {
  const position = index.asOf(member, time)
  if (position === BEFORE_FIRST) return 'before'
  return position === IN_A_GAP ? 'gap' : index.key(position)
}

const drawn: readonly Version[] = [
  { member: 0, key: 11, from: '2020-03-01', to: '2020-05-01' },
  { member: 1, key: 21, from: '2020-01-01', to: OPEN },
  { member: 0, key: 13, from: '2020-07-01', to: OPEN },
  { member: 0, key: 12, from: '2020-05-01', to: '2020-06-01' },
  { member: 2, key: 31, from: '2020-01-01', to: '2020-02-01' },
]

describe('versions as of a time', () => {
  const index = indexOf(drawn)
  it.each([
    [0, '2020-02-29', 'before'],
    [0, '2020-03-01', 11],
    [0, '2020-04-30', 11],
    [0, '2020-05-01', 12],
    [0, '2020-06-01', 'gap'],
    [0, '2020-06-30', 'gap'],
    [0, '2020-07-01', 13],
    [0, '9999-12-30', 13],
    [1, '2019-12-31', 'before'],
    [1, '2020-01-01', 21],
    [2, '2020-01-31', 31],
    [2, '2020-02-01', 'gap'],
  ])('member %i at %s: %s', (member, time, expected) => {
    expect(answer(index, member, time)).toBe(expected)
  })

  it('latest is the greatest valid_from, ended or not; first the least', () => {
    expect([0, 1, 2].map((member) => index.key(index.latest(member)))).toEqual([13, 21, 31])
    expect([0, 1, 2].map((member) => index.key(index.first(member)))).toEqual([11, 21, 31])
  })

  it('answers as a search through all versions does', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2020-01-${String(n).padStart(2, '0')}`)
    const cuts = fc.uniqueArray(day, { minLength: 2, maxLength: 9 }).map((days) => days.sort())
    // Every other stretch between the cuts may be left out: a gap.
    const life = fc.tuple(cuts, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), fc.boolean())
    const warehouse = fc.array(life, { minLength: 1, maxLength: 5 }).map((lives) =>
      lives.flatMap(([days, kept, open], member) =>
        days.flatMap((from, at) => {
          const to = days[at + 1] ?? (open ? OPEN : '2020-01-29')
          return at === 0 || kept[at] === true ? [{ member, key: member * 100 + at + 1, from, to }] : []
        }),
      ),
    )
    const met = { found: 0, before: 0, gap: 0 }
    fc.assert(
      fc.property(
        warehouse.chain((versions) => fc.shuffledSubarray(versions, { minLength: versions.length })),
        fc.array(day, { minLength: 5, maxLength: 10 }),
        (versions, times) => {
          const shuffled = indexOf(versions)
          for (const { member } of versions) {
            for (const time of times) {
              const expected = oracle(versions, member, time)
              met[typeof expected === 'number' ? 'found' : expected] += 1
              expect(answer(shuffled, member, time)).toBe(expected)
            }
          }
        },
      ),
    )
    expect(Math.min(met.found, met.before, met.gap)).toBeGreaterThan(50)
  })
})
