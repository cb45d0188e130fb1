import { Command } from 'commander'
import { DatabaseError } from '../loader/index.ts'
import { readClock } from './clock.ts'
import { type EvolvedTable, evolveMarketplace } from './evolve-marketplace.ts'
import { openSource } from './open-source.ts'
import { script } from './script.ts'
import { dayText, startOfDay } from './times.ts'
import { wholeNumber } from './whole-number.ts'

const { days } = new Command('evolve')
  .description("Moves the sample marketplace that 'npm run sample' made forward by days.")
  .option('--days <n>', 'seven days at once are the same as seven times one', wholeNumber, 1)
  .parse()
  .opts<{ days: number }>()

await script(async () => {
  await using engine = await openSource({ create: false })
  await using session = await engine.connect()
  const from = await readClock(session)
  if (from === null) {
    const message = `There is no sample marketplace in ${engine.place} yet. Make it: npm run sample`
    throw new DatabaseError('no-marketplace', message)
  }
  const to = { ...from, days: from.days + days }
  // A longer way would leave the calendar of Date, too.
  const last = Math.floor((Date.now() - startOfDay(0)) / 86_400_000)
  if (to.days > last) {
    const message =
      `The marketplace stands at ${dayText(startOfDay(from.days))}, and ${days} days on is still to come: a load would reject what is dated ` +
      'there. Give fewer --days, or begin again: npm run sample'
    throw new DatabaseError('future', message)
  }
  const moved = await evolveMarketplace(session, from, to)
  console.log(
    `Sample source in ${engine.place} moved to ${dayText(startOfDay(to.days))}: ${moved.map(told).join(', ')}`,
  )
})

function told({ table, added, changed, removed }: EvolvedTable): string {
  const parts: readonly (readonly [number, string])[] = [
    [added, 'new'],
    [changed, 'changed'],
    [removed, 'deleted'],
  ]
  return [table, ...parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)].join(' ')
}
