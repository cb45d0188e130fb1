import { setImmediate as pause } from 'node:timers/promises'
import type { RejectedRow, UnitCounts } from '../../log/index.ts'
import { changesOf } from '../history/changes.ts'
import type { HistoryRules } from '../history/history-rules.ts'
import type { PlannedVersion, Rejection, StoredVersion } from '../history/member.ts'
import { readableKey } from '../readable-key.ts'
import { noCounts } from '../unit-counts.ts'
import { goneMembers } from './gone-members.ts'
import type { Member } from './member.ts'
import type { MemberColumns } from './member-columns.ts'
import type { MemberSet } from './member-set.ts'
import { SmartKeys } from './smart-keys.ts'

/** A version to insert, with its member; `key` is null where one is to be allotted. */
export interface Insert {
  readonly member: Member
  readonly version: PlannedVersion
  readonly key: number | null
}

/** Everything that one load does to a dimension. */
export interface DimensionChanges {
  readonly inserts: readonly Insert[]
  /** In any order. */
  readonly updates: readonly StoredVersion<number>[]
  /** In this order and after `updates`: each begins where another version of its member began until now. */
  readonly movedOnto: readonly StoredVersion<number>[]
  readonly counts: UnitCounts
  readonly spliced: number
  readonly closed: number
  readonly reopened: number
  readonly filled: number
  /** Members without an end before the load, inferred ones left out; 0 where deletes are ignored. */
  readonly current: number
  readonly rejects: readonly RejectedRow[]
}

const membersAtOnce = 20_000

/** Asks of every member with source rows what they do to it; lets other work of the process in between (pings of the lock). */
export async function dimensionChanges(
  members: MemberSet,
  columns: MemberColumns,
  rules: HistoryRules,
  smart: boolean,
  signal: AbortSignal,
): Promise<DimensionChanges> {
  const inserts: Insert[] = []
  const updates: StoredVersion<number>[] = []
  const movedOnto: StoredVersion<number>[] = []
  const rejects = [...members.rejects]
  const counts = { ...noCounts(), read: members.read, rejected: members.rejects.length, unchanged: members.unchanged }
  const smartKeys = smart ? new SmartKeys(members) : null
  let spliced = 0
  let reopened = 0
  let filled = 0
  let untilPause = membersAtOnce

  const reject = (member: Member, at: number, { reason, message }: Rejection): void => {
    counts.rejected += 1
    const row = members.json(member.rows[at]?.row ?? -1)
    rejects.push({ reason, message, key: readableKey(columns.natural, member.natural), row })
  }

  for (const member of members.inSource) {
    const refused = smartKeys?.refusal(member) ?? null
    if (refused !== null) {
      for (let at = 0; at < member.rows.length; at++) reject(member, at, refused)
      continue
    }
    const changes = changesOf(member.rows, member.versions, rules)
    for (let at = 0; at < changes.outcomes.length; at++) {
      const outcome = changes.outcomes[at]
      if (typeof outcome === 'string') counts[outcome] += 1
      else if (outcome !== undefined) reject(member, at, outcome)
    }
    spliced += changes.spliced
    reopened += Number(changes.reopened)
    filled += Number(changes.filled)
    for (const version of changes.inserts) inserts.push({ member, version, key: smartKeys?.of(member) ?? null })
    for (const update of changes.updates) (movesOnto(update, member) ? movedOnto : updates).push(update)
    untilPause -= 1
    if (untilPause === 0) {
      untilPause = membersAtOnce
      await pause()
      signal.throwIfAborted()
    }
  }
  const { gone, current } = goneMembers(members, rules)
  updates.push(...gone)
  movedOnto.sort((a, b) => (a.from < b.from ? -1 : 1))
  return { inserts, updates, movedOnto, counts, spliced, closed: gone.length, reopened, filled, current, rejects }
}

/** Natural key and valid_from are unique together, row by row: a version may take another's start only once that one has moved. */
function movesOnto(update: StoredVersion<number>, { versions }: Member): boolean {
  return versions.some((other) => other.key !== update.key && other.from === update.from)
}
