import type { Session } from '../../engine/index.ts'
import { readWatermarkTime } from '../../log/index.ts'
import type { DimensionShape, FactShape } from '../../model/index.ts'
import type { DimensionChanges } from './dimension-changes.ts'
import type { Member } from './member.ts'
import type { MemberSet } from './member-set.ts'

/**
 * KIMBALL.md, Facts already loaded: for each fact that reads by windows and looks this dimension up as of a time, the members whose versions this load
 * begins, moves or splices before the fact's watermark, where there are any. A member that is wholly new changes no row: what missed it is mended.
 */
export async function factsBehind(
  session: Session,
  dimension: DimensionShape,
  facts: readonly FactShape[],
  members: MemberSet,
  changes: DimensionChanges,
): Promise<Readonly<Record<string, number>>> {
  const behind: Record<string, number> = {}
  for (const fact of facts) {
    if (fact.refresh.mode === 'rebuild' || !looksUp(fact, dimension)) continue
    const watermark = await readWatermarkTime(session, fact.name)
    const count = watermark === null ? 0 : touched(members, changes, watermark)
    if (count > 0) behind[fact.name] = count
  }
  return behind
}

function looksUp({ lookups }: FactShape, { table }: DimensionShape): boolean {
  return Object.values(lookups).some(
    ({ dimension, asOf }) => dimension.table.name === table.name && typeof asOf === 'string',
  )
}

/** Days compare with moments as texts: a day's begins the text of each of its times. */
function touched(members: MemberSet, { inserts, updates, movedOnto }: DimensionChanges, watermark: string): number {
  const late = new Set<Member>()
  for (const { member, version } of inserts)
    if (version.from < watermark && member.versions.length > 0) late.add(member)
  const changed = new Map([...updates, ...movedOnto].map((version) => [version.key, version]))
  if (changed.size === 0) return late.size
  for (const member of members.all()) {
    for (const before of member.versions) {
      const after = changed.get(before.key)
      if (after === undefined || before.inferred) continue
      if (moved(before.from, after.from, watermark) || moved(before.to, after.to, watermark)) late.add(member)
    }
  }
  return late.size
}

function moved(before: string, after: string, watermark: string): boolean {
  return before !== after && (before < watermark || after < watermark)
}
