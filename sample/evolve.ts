import { Command } from 'commander'
import { readClock } from './clock.ts'
import { evolveMarketplace } from './evolve-marketplace.ts'
import { openSource } from './open-source.ts'
import { dayText, startOfDay } from './times.ts'
import { wholeNumber } from './whole-number.ts'

const { days } = new Command('evolve')
  .description("Moves the sample marketplace that 'npm run sample' made forward by days.")
  .option('--days <n>', 'seven days at once are the same as seven times one', wholeNumber, 1)
  .parse()
  .opts<{ days: number }>()

await using engine = await openSource({ create: false })
await using session = await engine.connect()
process.exitCode = await evolve()

async function evolve(): Promise<number> {
  const from = await readClock(session)
  if (from === null) {
    console.error(`There is no sample marketplace in ${engine.place} yet. Make it: npm run sample`)
    return 2
  }
  const to = { ...from, days: from.days + days }
  if (startOfDay(to.days) > Date.now()) {
    console.error(
      `${dayText(startOfDay(to.days))} is still to come, and a load would reject what is dated there: the marketplace stands at ` +
        `${dayText(startOfDay(from.days))}. Give fewer --days, or begin again: npm run sample`,
    )
    return 2
  }
  const moved = await evolveMarketplace(session, from, to)
  const told = moved.map(({ table, added, changed, removed }) => {
    const parts = [
      [added, 'new'],
      [changed, 'changed'],
      [removed, 'deleted'],
    ] as const
    return `${table} ${parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(' ')}`
  })
  console.log(`Sample source in ${engine.place} moved to ${dayText(startOfDay(to.days))}: ${told.join(', ')}`)
  return 0
}
