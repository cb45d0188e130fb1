import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import config from '../config.ts'
import { openEngine } from '../loader/engine/index.ts'
import { makeMarketplace } from './make-marketplace.ts'

function positive(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('Give a number above 0.')
  return value
}

const options = new Command('sample')
  .description("Makes the sample marketplace in the database that config.ts names as its source 'marketplace'.")
  .option('--scale <n>', '1: some 10 000 order lines; 100: a million', positive, 1)
  .option('--seed <n>', 'the same seed gives the same rows', positive, 20120101)
  .option('--if-missing', 'leave a marketplace that is there as it is', false)
  .parse()
  .opts<{ scale: number; seed: number; ifMissing: boolean }>()

// A relative path is taken from the folder of config.ts, as run.ts takes it.
process.chdir(join(import.meta.dirname, '..'))
const setting = config.sources['marketplace']
if (setting === undefined) throw new Error('config.ts names no source marketplace.')
await using engine = await openEngine(typeof setting === 'string' ? setting : setting.reveal())
await using session = await engine.connect()
const made = await makeMarketplace(session, options)
if (made !== null) {
  console.log(`Sample source made in ${engine.place}: ${made.map(({ table, rows }) => `${table} ${rows}`).join(', ')}`)
}
