import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutsOf, rangesBetween } from '../../loader/load/extract/key-range.ts'

const within = (key: bigint, { from, to }: { readonly from: string | null; readonly to: string | null }) =>
  (from === null || key >= BigInt(from)) && (to === null || key < BigInt(to))

describe('a key is cut into ranges', () => {
  test.each<[least: bigint, greatest: bigint, count: number, leastWidth: bigint, cuts: readonly string[]]>([
    [1n, 100n, 2, 1n, ['51']],
    [1n, 100n, 4, 1n, ['26', '51', '76']],
    [1n, 3n, 2, 1n, ['2']],
    [-10n, -1n, 2, 1n, ['-5']],
    [7n, 7n, 2, 1n, []],
    [1n, 2n, 8, 1n, ['2']],
    [1n, 199_999n, 2, 100_000n, []],
    [1n, 200_000n, 2, 100_000n, ['100001']],
    [-9223372036854775808n, 9223372036854775807n, 2, 100_000n, ['0']],
  ])('%s to %s by %i, each of %s at least', (least, greatest, count, leastWidth, cuts) => {
    expect(cutsOf(least, greatest, { count, leastWidth })).toEqual(cuts)
  })

  test('every key is in exactly one range, those outside of what was asked for too; each range holds one', () => {
    const key = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    const near = fc.bigInt({ min: -20n, max: 20n })
    fc.assert(
      fc.property(fc.oneof(key, near), fc.oneof(key, near), fc.integer({ min: 1, max: 9 }), key, (a, b, count, any) => {
        const [least, greatest] = a < b ? [a, b] : [b, a]
        const cuts = cutsOf(least, greatest, { count, leastWidth: 1n })
        const ranges = rangesBetween(cuts)
        expect(ranges.length).toBeLessThanOrEqual(count)
        const there = [least, greatest, ...cuts.flatMap((cut) => [BigInt(cut) - 1n, BigInt(cut)])]
        for (const one of [any, ...there]) expect(ranges.filter((range) => within(one, range))).toHaveLength(1)
        for (const range of ranges) expect(there.some((one) => within(one, range))).toBe(true)
        for (const one of there) expect(one >= least && one <= greatest).toBe(true)
      }),
    )
  })
})
