import { Command, InvalidArgumentError } from 'commander'
import { readClock } from './clock.ts'
import { makeMarketplace } from './make-marketplace.ts'
import { openSource } from './open-source.ts'
import { script } from './script.ts'
import { wholeNumber } from './whole-number.ts'

function positive(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('Give a number above 0.')
  return value
}

const options = new Command('sample')
  .description("Makes the sample marketplace in the database that config.ts names as its source 'marketplace'.")
  .option('--scale <n>', '1: some 10 000 order lines; 100: a million', positive, 1)
  .option('--seed <n>', 'the same seed gives the same rows', wholeNumber, 20120101)
  .option('--if-missing', 'leave a marketplace that is there as it is', false)
  .parse()
  .opts<{ scale: number; seed: number; ifMissing: boolean }>()

await script(async () => {
  await using engine = await openSource()
  await using session = await engine.connect()
  if (options.ifMissing && (await readClock(session)) !== null) return
  const made = await makeMarketplace(session, { seed: options.seed, scale: options.scale, days: 0 })
  console.log(`Sample source made in ${engine.place}: ${made.map(({ table, rows }) => `${table} ${rows}`).join(', ')}`)
})
