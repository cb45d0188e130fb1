import { describe, expect, it } from 'vitest'
import type { Cell } from '../../loader/schema/index.ts'
import { marketplace } from '../../sample/marketplace.ts'
import { closed, startOfDay, timeText } from '../../sample/times.ts'
import { countAt, dayOf, firstCount, type Thing, type World } from '../../sample/world.ts'

const world: World = { seed: 7, scale: 0.05, days: 0 }

function table(name: string) {
  const found = marketplace.find(({ plan }) => plan.name === name)
  if (found === undefined) throw new Error(`No table ${name}`)
  return found
}

const rows = (name: string, days: number, seed = 7) => [...table(name).rows({ ...world, days, seed })]

describe('the sample marketplace', () => {
  it('is the same for the same seed, and another for another', () => {
    for (const { plan } of marketplace) expect(rows(plan.name, 3)).toEqual(rows(plan.name, 3))
    expect(rows('users_user', 0, 8)).not.toEqual(rows('users_user', 0))
  })

  it.each(marketplace.map(({ plan, about }) => [plan.name, about] as const))(
    '%s: as wide as its columns, in order, no row about the same thing twice where there is a primary key',
    (name, about) => {
      const { plan } = table(name)
      const all = rows(name, 60)
      expect(new Set(all.map((row) => row.length))).toEqual(new Set([plan.columns.length]))
      const keys = all.map((row) => row.slice(0, about))
      const sorted = keys.toSorted((left, right) => {
        const at = left.findIndex((cell, index) => cell !== right[index])
        const [a, b] = [left[at] ?? 0, right[at] ?? 0]
        return at < 0 ? 0 : a < b ? -1 : 1
      })
      expect(keys).toEqual(sorted)
      if (plan.primaryKey) expect(new Set(keys.map((key) => key.join(' '))).size).toBe(keys.length)
    },
  )

  it.each<Thing>(['user', 'course', 'program', 'order'])(
    'an id of each %s appears on the day that counts it',
    (thing) => {
      const large: World = { seed: 7, scale: 1.37, days: 0 }
      for (let day = 1; day < 90; day++) {
        for (let id = countAt(large, thing, day - 1) + 1; id <= countAt(large, thing, day); id++) {
          expect(dayOf(large, thing, id)).toBe(day)
        }
      }
      expect(dayOf(large, thing, firstCount(large, thing))).toBe(0)
    },
  )

  it('ends before the first day that evolve adds, and no row of a day is dated after it', () => {
    const last = (days: number) =>
      rows('users_user', days)
        .map((row) => String(row[8]))
        .sort()
        .at(-1)
    expect(last(40) ?? '').toMatch(/^2025-0[12]-/)
    expect((last(40) ?? '') < timeText(startOfDay(41), 0)).toBe(true)
    expect((last(0) ?? '') < timeText(closed, 0)).toBe(true)
  })

  it('changes a member at most once in 28 days, so that one load sees what daily loads see', () => {
    const changes = new Map<Cell | undefined, number[]>()
    let before = new Map<Cell | undefined, string>()
    for (let day = 0; day <= 70; day++) {
      const now = new Map(rows('users_user', day).map((row) => [row[0], JSON.stringify(row)]))
      for (const id of new Set([...before.keys(), ...now.keys()])) {
        if (day > 0 && before.get(id) !== now.get(id)) changes.set(id, [...(changes.get(id) ?? []), day])
      }
      before = now
    }
    const gaps = [...changes.values()].flatMap((days) => days.slice(1).map((day, at) => day - (days[at] ?? 0)))
    expect(changes.size).toBeGreaterThan(20)
    expect(Math.min(...gaps)).toBe(28)
  })

  it('holds its dirt', () => {
    const larger = (name: string) => [...table(name).rows({ seed: 20120101, scale: 1, days: 0 })]
    const texts = (name: string) => larger(name).map((row) => JSON.stringify(row))
    const users = new Set(larger('users_user').map(([id]) => id))
    expect(larger('products_product').some((row) => row[7] !== null && !users.has(row[7] ?? null))).toBe(true)
    for (const name of ['users_profile', 'payments_payment', 'credits_redemption']) {
      expect({ name, twice: new Set(texts(name)).size < texts(name).length }).toEqual({ name, twice: true })
    }
    // Who redeemed by an invitation comes in the days after.
    const last = Math.max(...[...users].map(Number))
    const invited = larger('credits_redemption').flatMap((row) => (Number(row[2]) > last ? [Number(row[2])] : []))
    const later = [...table('users_user').rows({ seed: 20120101, scale: 1, days: 2 })].map(([id]) => Number(id))
    expect(invited).not.toEqual([])
    for (const id of invited) expect(later).toContain(id)
    expect(texts('users_user').some((text) => text.includes('美咲'))).toBe(true)
    expect(texts('reviews_review').some((text) => text.includes(',null,'))).toBe(true)
    expect(texts('orders_order').some((text) => text.includes('summer-deal'))).toBe(true)
    expect(texts('payments_payment').some((text) => text.includes(' PAYPAL'))).toBe(true)
    expect(larger('products_product').some((row) => String(row[1]).length > 200)).toBe(true)
    expect(larger('orders_order').some((row) => String(row[4]) < '2012')).toBe(true)
  })
})
