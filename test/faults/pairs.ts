import { afterAll, beforeAll, describe } from 'vitest'
import { makeWorld, type World } from '../load/world/world.ts'
import { type EngineName, type EnginePair, pairsAround } from '../servers/index.ts'

/** A source on one engine, a warehouse on another or the same. */
export interface Pair {
  readonly from: EngineName
  readonly to: EngineName
  readonly world: World
}

/** Each pair in one world for all its tests, which name their tables apart. `title` says `$source`, `$warehouse`. */
export function describePairs(
  title: string,
  tests: (pair: Pair, engines: EnginePair) => void,
  pairs: readonly EnginePair[] = pairsAround,
): void {
  describe.each(pairs)(title, (engines) => {
    const { from, to } = engines
    let opened: World | null = null
    beforeAll(async () => {
      opened = await makeWorld(to, from)
    })
    afterAll(() => opened?.[Symbol.asyncDispose]())
    tests(
      {
        from: from.name,
        to: to.name,
        get world() {
          if (opened === null) throw new Error('This world could not be made.')
          return opened
        },
      },
      engines,
    )
  })
}
