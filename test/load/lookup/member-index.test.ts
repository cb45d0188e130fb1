import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type IndexKey, MemberIndex } from '../../../loader/load/lookup/member-index.ts'

const integer = fc.integer({ min: -2147483648, max: 2147483647 })
const keys: Readonly<Record<string, fc.Arbitrary<IndexKey>>> = {
  'dense integers': fc.integer({ min: -20, max: 20 }),
  'integers far apart': integer,
  texts: fc.string({ maxLength: 3 }),
  'texts that look like integers': fc.integer({ min: 0, max: 20 }).map(String),
}

it.each(Object.entries(keys))('%s: the first of equal keys gives the ordinal, others are not found', (_, key) => {
  fc.assert(
    fc.property(fc.array(key), fc.array(key), (added, asked) => {
      const index = new MemberIndex()
      const ordinals = added.map((one) => index.add(one))
      index.seal()
      const distinct = [...new Set(added)]
      expect(ordinals).toEqual(added.map((one) => distinct.indexOf(one)))
      for (const one of [...added, ...asked]) expect(index.find(one)).toBe(distinct.indexOf(one))
      expect(index.size).toBe(distinct.length)
    }),
  )
})

it('an integer and its text are two keys, and a fraction is none', () => {
  const index = new MemberIndex()
  for (const id of [7, 8, 9]) index.add(id)
  index.seal()
  expect([7, 8, 9, 6, 10, 7.5, Number.NaN, '7'].map((key) => index.find(key))).toEqual([0, 1, 2, -1, -1, -1, -1, -1])
})
