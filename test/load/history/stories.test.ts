import { describe, expect, test } from 'vitest'
import { changesOf } from '../../../loader/load/history/changes.ts'
import { closed, currentVersion } from '../../../loader/load/history/closing.ts'
import type { MemberChanges, Outcome, StoredVersion } from '../../../loader/load/history/member.ts'
import { applied } from './apply.ts'
import { stories } from './stories/index.ts'
import { type Load, readStory, type Story } from './story.ts'

describe.each(Object.entries(stories))('%s', (_, rules) => {
  test.each(rules.map((story) => [story.rule, story] as const))('%s', (_rule, story) => {
    expect(told(story)).toStrictEqual(drawn(story))
  })

  test.each(rules.map((story) => [story.rule, story] as const))('again: %s', (_rule, story) => {
    const { before, loads } = readStory(story)
    let versions = before
    let wroteAgain = false
    for (const load of loads) {
      versions = applied(versions, changed(load, versions), versions.length + 1)
      const again = changed(load, versions)
      wroteAgain ||= again.inserts.length + again.updates.length > 0
      for (const outcome of again.outcomes) expect(['new', 'version']).not.toContain(outcome)
    }
    expect(wroteAgain).toBe(story.writesAgain !== undefined)
  })
})

/** What a load does to the member: by its rows, or by their absence. */
function changed({ rows, rules }: Load, versions: readonly StoredVersion<number>[]): MemberChanges<number> {
  if (rows.length > 0) return changesOf(rows, versions, rules)
  const current = currentVersion(versions, rules)
  const update = current === null ? null : closed(current, rules)
  const updates = update === null ? [] : [update]
  return { inserts: [], updates, outcomes: [], spliced: 0, reopened: false, filled: false }
}

/** What the function makes of a story's rows. */
function told(story: Story) {
  const { before, loads } = readStory(story)
  let versions = before
  let spliced = 0
  let reopened = 0
  const after = loads.map((load) => {
    const changes = changed(load, versions)
    versions = applied(versions, changes, versions.length + 1)
    spliced += changes.spliced
    reopened += Number(changes.reopened)
    return { outcomes: changes.outcomes.map(word), versions }
  })
  return { after, spliced, reopened }
}

function drawn(story: Story) {
  const { loads } = readStory(story)
  const after = loads.map(({ outcomes, after }) => ({ outcomes, versions: after }))
  return { after, spliced: story.spliced ?? 0, reopened: story.reopened ?? 0 }
}

/** A counted duplicate and the quarantine of unlike duplicates have different names here. */
function word(outcome: Outcome): string {
  if (typeof outcome === 'string') return outcome
  return outcome.reason === 'duplicate' ? 'duplicate-quarantine' : outcome.reason
}
