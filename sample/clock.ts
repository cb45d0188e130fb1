import type { Session } from '../loader/engine/index.ts'
import { date, integer, varchar } from '../loader/index.ts'
import { sampleTable } from './sample-table.ts'
import { dayText, startOfDay } from './times.ts'
import type { World } from './world.ts'

/** Which marketplace stands in a source: its seed, its scale and how far it was moved forward. One row. */
export const clock = sampleTable({
  name: 'marketplace_clock',
  columns: { seed: integer(), scale: varchar(40), days: integer(), last_day: date() },
  rows: ({ seed, scale, days }) => [[seed, String(scale), days, dayText(startOfDay(days))]],
})

/** Null where no marketplace, or no finished one, is there. */
export async function readClock(session: Session): Promise<World | null> {
  if (!(await session.tableExists(clock.plan.name))) return null
  const [row] = await session.query(`SELECT seed, scale, days FROM ${clock.plan.name}`)
  if (row === undefined) return null
  const [seed, scale, days] = row.map(Number)
  return seed === undefined || scale === undefined || days === undefined ? null : { seed, scale, days }
}
