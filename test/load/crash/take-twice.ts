import { holdingOf, takeUnit, unlockUnit } from '../../../loader/log/index.ts'
import type { OpenRun } from './load-units.ts'

export const entry = { name: 'entry', kind: 'fact', definition: { hash: 'h1', text: '{}' } } as const

/** A unit that another has is refused; unlocked, its owner cannot commit any more. */
export async function takeTwice({ log, run }: OpenRun): Promise<void> {
  await using owner = await takeUnit(log, run, entry)
  const second = await takeUnit(log, run, entry, { patience: 0 }).catch((error: unknown) => error)
  if (!String(second).includes('Another loader')) throw new Error(`entry was taken twice: ${second}`)
  const { free } = await holdingOf(log.engine, entry.name)
  if (free) throw new Error('entry is held.')
  await unlockUnit(log, entry.name, 0)
  const late = await owner.commit(null, async () => undefined).catch((error: unknown) => error)
  if (!String(late).includes('taken over')) throw new Error(`It should have been fenced: ${late}`)
}
