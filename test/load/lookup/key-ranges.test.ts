import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KeyRanges } from '../../../loader/load/lookup/key-ranges.ts'

it('holds what was added, in whatever order, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30 })), (keys) => {
      const ranges = new KeyRanges()
      for (const key of keys) ranges.add(key)
      const all = Array.from({ length: 32 }, (_, key) => key)
      expect(all.filter((key) => ranges.has(key))).toEqual(all.filter((key) => keys.includes(key)))
    }),
  )
})
