import { openEngine } from '../../../loader/engine/index.ts'
import { evolveMarketplace } from '../../../sample/evolve-marketplace.ts'
import { makeMarketplace } from '../../../sample/make-marketplace.ts'
import { marketplace } from '../../../sample/marketplace.ts'
import type { World } from '../../../sample/world.ts'
import type { TestDatabase, TestEngine } from '../../servers/index.ts'

/** The sample marketplace in a database of its own. */
export interface SampleSource extends TestDatabase {
  /** Moves it forward by a day. */
  evolve(): Promise<void>
}

export async function makeSource(engine: Pick<TestEngine, 'database'>, scale: number): Promise<SampleSource> {
  await using stack = new AsyncDisposableStack()
  const { url } = stack.use(await engine.database())
  let world: World = { seed: 20120101, scale, days: 0 }
  {
    await using opened = await openEngine(url)
    await using session = await opened.connect()
    await makeMarketplace(session, world)
    // Keys are given in the order in which rows come; what a server finds out later by itself might change its plans, and that order.
    const analyze = session.dialect.name === 'postgres' ? 'ANALYZE' : 'ANALYZE TABLE'
    for (const { plan } of marketplace) await session.query(`${analyze} ${plan.name}`)
  }
  const kept = stack.move()
  return {
    url,
    async evolve() {
      await using opened = await openEngine(url)
      await using session = await opened.connect()
      const next = { ...world, days: world.days + 1 }
      await evolveMarketplace(session, world, next)
      world = next
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
