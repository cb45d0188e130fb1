import { describe, expect, test } from 'vitest'
import { changesOf } from '../../../loader/load/history/changes.ts'
import type { Outcome } from '../../../loader/load/history/member.ts'
import { applied } from './apply.ts'
import { stories } from './stories/index.ts'
import { readStory, type Story } from './story.ts'

describe.each(Object.entries(stories))('%s', (_, rules) => {
  test.each(rules.map((story) => [story.rule, story] as const))('%s', (_rule, story) => {
    expect(told(story)).toStrictEqual(drawn(story))
  })

  test.each(rules.map((story) => [story.rule, story] as const))('again: %s', (_rule, story) => {
    const { before, loads } = readStory(story)
    let versions = before
    let wroteAgain = false
    for (const { rows, rules } of loads) {
      versions = applied(versions, changesOf(rows, versions, rules), versions.length + 1)
      const again = changesOf(rows, versions, rules)
      wroteAgain ||= again.inserts.length + again.updates.length > 0
      for (const outcome of again.outcomes) expect(['new', 'version']).not.toContain(outcome)
    }
    expect(wroteAgain).toBe(story.writesAgain !== undefined)
  })
})

/** What the function makes of a story's rows. */
function told(story: Story) {
  const { before, loads } = readStory(story)
  let versions = before
  let spliced = 0
  const after = loads.map(({ rows, rules }) => {
    const changes = changesOf(rows, versions, rules)
    versions = applied(versions, changes, versions.length + 1)
    spliced += changes.spliced
    return { outcomes: changes.outcomes.map(word), versions }
  })
  return { after, spliced }
}

function drawn(story: Story) {
  const { loads } = readStory(story)
  return { after: loads.map(({ outcomes, after }) => ({ outcomes, versions: after })), spliced: story.spliced ?? 0 }
}

/** A counted duplicate and the quarantine of unlike duplicates have different names here. */
function word(outcome: Outcome): string {
  if (typeof outcome === 'string') return outcome
  return outcome.reason === 'duplicate' ? 'duplicate-quarantine' : outcome.reason
}
