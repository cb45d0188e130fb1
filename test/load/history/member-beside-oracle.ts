import { expect } from 'vitest'
import { changesOf } from '../../../loader/load/history/changes.ts'
import { closed, currentVersion } from '../../../loader/load/history/closing.ts'
import { type HistoryRules, historyRules, type RuleParts } from '../../../loader/load/history/history-rules.ts'
import { isUnchanged } from '../../../loader/load/history/is-unchanged.ts'
import type { Outcome, SourceRow, StoredVersion } from '../../../loader/load/history/member.ts'
import { applied } from './apply.ts'
import type { Oracle } from './oracle.ts'
import type { Content, OracleRow, OracleRules } from './oracle-shapes.ts'
import { instantOf, warehouseTime } from './ticks.ts'

/** A member as the loader keeps it, held against the oracle's at each load. */
export class MemberBesideOracle {
  readonly #given: OracleRules
  readonly #oracle: Oracle
  readonly #keyOf = new Map<number, number>()
  #stored: readonly StoredVersion<number>[] = []
  readonly #closes = new Set<string>()

  constructor(given: OracleRules, oracle: Oracle) {
    this.#given = given
    this.#oracle = oracle
  }

  /** Whether it wrote. */
  load(given: readonly OracleRow[], now: number): boolean {
    const rules = historyRules(this.#parts(now))
    if (given.length === 0) return this.#vanish(now, rules)
    const rows = given.map((row, at) => sourceRow(row, this.#given, at))
    const before = this.#stored
    const changes = changesOf(rows, before, rules)
    const expected = this.#oracle.load(given, now)

    expect(changes.outcomes.map(outcomeWord)).toStrictEqual(expected)
    expect(changes.spliced).toBe(this.#oracle.spliced)
    expect(changes.reopened).toBe(this.#oracle.reopened)
    expect(changes.filled).toBe(this.#oracle.filled)
    for (const update of changes.updates) expect(before).not.toContainEqual(update)
    expectToldByLatest(rows, before.at(-1), rules, expected)

    this.#stored = applied(before, changes, before.length + 1)
    expect(this.#stored).toStrictEqual(this.#expected())
    expectSound(before, this.#stored, rules)
    return changes.inserts.length + changes.updates.length > 0
  }

  /** A fact names the member before the source does. */
  infer(content: Content): void {
    this.#oracle.infer(content)
    const { beginning, openEnd } = historyRules(this.#parts(0)).bounds
    const values = [content.t0, content.t1, content.t1l, content.t2, content.t2b]
    this.#stored = [{ key: 1, from: beginning, to: openEnd, version: 1, values, inferred: true }]
    expect(this.#stored).toStrictEqual(this.#expected())
  }

  /** A load without the member's rows. */
  #vanish(now: number, rules: HistoryRules): boolean {
    if (rules.deletes === undefined || rules.history === null) return false
    const before = this.#stored
    const current = currentVersion(before, rules)
    const update = current === null ? null : closed(current, rules)
    expect(update !== null).toBe(this.#oracle.vanish(now))
    if (update === null) return false
    this.#closes.add(update.to)
    this.#stored = before.map((version) => (version.key === update.key ? update : version))
    expect(this.#stored).toStrictEqual(this.#expected())
    expectSound(before, this.#stored, rules)
    return true
  }

  #parts(now: number): RuleParts {
    const made = parts(this.#given, now)
    return this.#given.deletes ? { ...made, deletes: this.#closes } : made
  }

  #expected(): readonly StoredVersion<number>[] {
    const { history } = this.#given
    return this.#oracle.versions().map(({ id, from, to, content, inferred }, at) => {
      if (!this.#keyOf.has(id)) this.#keyOf.set(id, this.#stored[at]?.key ?? 0)
      return {
        key: this.#keyOf.get(id) ?? 0,
        from: warehouseTime(from, history, 'from'),
        to: warehouseTime(to, history, 'to'),
        version: at + 1,
        values: [content.t0, content.t1, content.t1l, content.t2, content.t2b],
        inferred,
      }
    })
  }
}

/** `isUnchanged` says yes of every single row that changes nothing, but of late ones and of closed members: those the whole history alone can tell. */
function expectToldByLatest(
  rows: readonly SourceRow[],
  latest: StoredVersion | undefined,
  rules: HistoryRules,
  outcomes: readonly string[],
): void {
  const [row] = rows
  if (rows.length !== 1 || row === undefined || latest === undefined) return
  const late = rules.history !== null && (row.from ?? rules.executionTime) < latest.from
  const whole = late || rules.isDelete(latest.to)
  expect(isUnchanged(row, latest, rules)).toBe(outcomes[0] === 'unchanged' && !whole)
}

/** What holds of every member after every load. */
function expectSound(
  before: readonly StoredVersion[],
  after: readonly StoredVersion[],
  { bounds: { openEnd } }: HistoryRules,
): void {
  expect(after.map(({ version }) => version)).toStrictEqual(after.map((_, at) => at + 1))
  for (const [at, version] of after.entries()) {
    expect(version.from < version.to, 'no empty version').toBe(true)
    const next = after[at + 1]
    if (next !== undefined) expect(version.to <= next.from, 'no overlap').toBe(true)
  }
  expect(after.filter(({ to }) => to === openEnd).length).toBeLessThanOrEqual(1)
  const keys = after.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  for (const { key } of before) expect(keys).toContain(key)
}

function parts(given: OracleRules, now: number): RuleParts {
  return {
    attributes: [
      { name: 't0', change: 'type0' },
      { name: 't1', change: 'type1' },
      { name: 't1l', change: 'type1-latest' },
      { name: 't2', change: 'type2' },
      { name: 't2b', change: 'type2' },
    ],
    history: given.history,
    effectiveFrom: given.dated ? { name: 'since' } : null,
    effectiveTo: given.ends ? { name: 'until' } : null,
    order: given.ordered ? [{ name: 'seq', kind: 'integer' }] : [],
    executionTime: instantOf(now),
    future: given.accept ? 'accept' : 'reject',
  }
}

function sourceRow({ tick, end, seq, content }: OracleRow, given: OracleRules, at: number): SourceRow {
  return {
    from: given.dated && tick !== null ? instantOf(tick) : null,
    to: given.ends && end !== null ? instantOf(end) : null,
    order: given.ordered ? [seq] : [],
    values: [content.t0, content.t1, content.t1l, content.t2, content.t2b],
    row: at,
  }
}

const outcomeWord = (outcome: Outcome): string => (typeof outcome === 'string' ? outcome : `rejected ${outcome.reason}`)
