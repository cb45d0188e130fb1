import { engines, type TestEngine } from './engines.ts'

/** A source on one engine, a warehouse on another or the same. */
export interface EnginePair {
  readonly from: TestEngine
  readonly to: TestEngine
  readonly source: string
  readonly warehouse: string
}

/** All of them, for `describe.each(pairs)('from $source into $warehouse', …)`. */
export const pairs: readonly EnginePair[] = engines.flatMap((from) =>
  engines.map((to) => ({ from, to, source: from.name, warehouse: to.name })),
)

/** Each engine into itself and into the next: every one is read and loaded by another. Values travel as text, so no pair knows of the others. */
export const pairsAround: readonly EnginePair[] = pairs.filter(({ from, to }) => {
  const step = engines.indexOf(to) - engines.indexOf(from)
  return step === 0 || step === 1 || step === 1 - engines.length
})

/**
 * Of the cases that `fits` a pair, those that this one is to try: all of them within one engine, and between two each by one pair in turn, but
 * where `every` says that it matters into which.
 */
export function sharedOut<T>(
  cases: readonly T[],
  pair: EnginePair,
  fits: (one: T, pair: EnginePair) => boolean,
  every: (one: T) => boolean,
): readonly T[] {
  return cases.filter((one, at) => {
    if (!fits(one, pair) || pair.from === pair.to || every(one)) return fits(one, pair)
    const between = pairs.filter((other) => other.from !== other.to && fits(one, other))
    return between[at % between.length] === pair
  })
}
