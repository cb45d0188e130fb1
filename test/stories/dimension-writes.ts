import { openEngine } from '../../loader/engine/index.ts'
import type { TestEngine } from '../servers/index.ts'
import { dimensions } from './load-marketplace.ts'
import { countWrites, writesSoFar } from './rows-written.ts'

/** What the engine itself says of writes to the example's dimensions; the same text as long as nothing is written. */
export async function dimensionWrites(name: TestEngine['name'], url: string): Promise<string> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  await countWrites(name, session)
  // The first look begins the counting on MariaDB; a write after it shows.
  return await writesSoFar(
    name,
    session,
    dimensions.map((dimension) => `${dimension}_dim`),
  )
}
