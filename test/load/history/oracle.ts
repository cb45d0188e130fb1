import type { Cell } from '../../../loader/schema/index.ts'
import { FOREVER, Strip } from './strip.ts'

// A second opinion on what source rows do to a member, as naive as can be: time is a strip of a few cells, a version is the number painted on some of
// them, rows arrive one by one. It shares nothing with the loader and knows no dates: a tick is a number, days are groups of three ticks.

export interface Content {
  readonly t0: Cell
  readonly t1: Cell
  readonly t1l: Cell
  readonly t2: Cell
  readonly t2b: Cell
}

export interface OracleRow {
  readonly tick: number | null
  /** null: open. */
  readonly end: number | null
  readonly seq: number | null
  readonly content: Content
}

export interface OracleRules {
  readonly history: 'microsecond' | 'day' | null
  readonly dated: boolean
  readonly ends: boolean
  readonly ordered: boolean
  readonly accept: boolean
}

export interface OracleVersion {
  readonly id: number
  readonly from: number
  /** FOREVER: the open end. */
  readonly to: number
  readonly content: Content
}

export class Oracle {
  readonly #rules: OracleRules
  readonly #met: (rule: string) => void
  readonly #strip = new Strip()
  #contents: Content[] = []
  /** Of the last load: late versions put between others. */
  spliced = 0
  /** Of the last load: a late row has joined the latest version, so it stands on its start when it comes again (decision 0001). */
  forgot = false

  constructor(rules: OracleRules, met: (rule: string) => void) {
    this.#rules = rules
    this.#met = met
  }

  versions(): OracleVersion[] {
    return this.#strip.painted().map((version) => ({ ...version, content: this.#content(version.id) }))
  }

  /** One load; the outcome of each row, in the order given. */
  load(rows: readonly OracleRow[], now: number): string[] {
    this.spliced = 0
    this.forgot = false
    const before = JSON.stringify(this.versions())
    const outcomes = rows.map((row) => this.#refusal(row, now))
    const alive = rows.flatMap((row, at) =>
      outcomes[at] === '' ? [{ at, tick: this.#rules.dated ? (row.tick ?? now) : now, row }] : [],
    )
    const seq = (row: OracleRow) => (this.#rules.ordered ? (row.seq ?? -1) : 0)
    const sameMoment = (a: (typeof alive)[0], b: (typeof alive)[0]) => a.tick === b.tick && seq(a.row) === seq(b.row)
    const after = (a: (typeof alive)[0], b: (typeof alive)[0]) =>
      a.tick > b.tick || (a.tick === b.tick && seq(a.row) > seq(b.row))

    if (alive.some((a) => alive.some((b) => sameMoment(a, b) && this.#text(a.row) !== this.#text(b.row)))) {
      this.#met('quarantine')
      for (const { at } of alive) outcomes[at] = 'rejected duplicate'
      return outcomes
    }
    const single = alive.filter((a) => {
      if (!alive.some((b) => b.at < a.at && sameMoment(a, b))) return true
      this.#met('duplicate')
      outcomes[a.at] = 'duplicate'
      return false
    })
    const winners = single.filter((a) => {
      const beaten = single.some((b) => {
        if (!after(b, a) || this.#cell(b.tick) !== this.#cell(a.tick) || this.#empty(b)) return false
        this.#met(a.tick === b.tick ? 'superseded by order' : 'superseded within the moment')
        return true
      })
      if (beaten) outcomes[a.at] = 'superseded'
      else if (this.#empty(a)) {
        this.#met('a period within a day')
        outcomes[a.at] = 'rejected empty-period'
      } else return true
      return false
    })
    winners.sort((a, b) => this.#cell(a.tick) - this.#cell(b.tick))
    for (const { at, tick, row } of winners)
      outcomes[at] = this.#arrive(this.#cell(tick), this.#until(row), row.content)

    if (JSON.stringify(this.versions()) !== before) return outcomes
    if (outcomes.includes('overwritten')) this.#met('undone within the load')
    return outcomes.map((outcome) => (outcome === 'overwritten' ? 'unchanged' : outcome))
  }

  #refusal({ tick, end }: OracleRow, now: number): string {
    const { dated, ends, accept, history } = this.#rules
    if (dated && tick === null) return this.#reject('null-date')
    const from = dated && tick !== null ? tick : now
    if (dated && !accept && from > now + 3) return this.#reject('future')
    if (dated && !accept && from === now + 3) this.#met('exactly a day ahead')
    if (history !== null && ends && end !== null && end <= from) return this.#reject('empty-period')
    return ''
  }

  #reject(reason: string): string {
    this.#met(reason)
    return `rejected ${reason}`
  }

  #arrive(from: number, to: number, row: Content): string {
    const versions = this.versions()
    const latest = versions.at(-1)
    if (latest === undefined) {
      this.#met('new member')
      this.#strip.paint(from, to, this.#make(row))
      return 'new'
    }
    return from < latest.from
      ? this.#late(from, to, row, versions, latest)
      : this.#newest(from, to, row, versions, latest)
  }

  #newest(from: number, to: number, row: Content, versions: OracleVersion[], latest: OracleVersion): string {
    let changed = false
    if (row.t0 !== latest.content.t0) this.#met('type 0 ignored')
    if (row.t1 !== latest.content.t1) {
      this.#met(versions.length > 1 ? 'type 1 in several versions' : 'type 1')
      for (const { id } of versions) this.#contents[id] = { ...this.#content(id), t1: row.t1 }
      changed = true
    }
    const inside = this.#strip.at(from) === latest.id
    const same = sameTwo(row, latest.content)
    if (!inside || (!same && from > latest.from)) {
      this.#met(inside ? 'type 2' : same ? 'the same content after its end' : 'other content after its end')
      if (inside) this.#tellChange(latest.content.t2, row.t2)
      if (from === latest.to) this.#met('at the very end')
      this.#strip.erase(latest.id, from)
      this.#strip.paint(from, to, this.#make({ ...row, t0: latest.content.t0 }))
      return 'version'
    }
    if (!same) this.#met('replaced on the start of the latest')
    if (row.t1l !== latest.content.t1l) this.#met('type 1, latest')
    if (!same || row.t1l !== latest.content.t1l) changed = true
    const kept = this.#content(latest.id)
    this.#contents[latest.id] = { ...kept, t2: row.t2, t2b: row.t2b, t1l: row.t1l }
    if (this.#rules.ends && this.#rules.history !== null && to !== latest.to) {
      this.#met(from === latest.from ? 'end moved from the start' : 'end moved from inside')
      this.#strip.erase(latest.id, 0)
      this.#strip.paint(latest.from, to, latest.id)
      changed = true
    }
    if (!changed) this.#met(from > latest.from ? 'the same content with a later date' : 'the same content')
    return changed ? 'overwritten' : 'unchanged'
  }

  #late(from: number, to: number, row: Content, versions: OracleVersion[], latest: OracleVersion): string {
    if (!this.#rules.dated) this.#met('late by the clock')
    const next = versions.find((version) => version.from > from) ?? latest
    const covering = versions.find(({ id }) => id === this.#strip.at(from))
    const until = Math.min(to, next.from)
    if (covering !== undefined && sameTwo(row, covering.content)) {
      this.#met(from === covering.from ? 'late on a start, the same content' : 'late, equal to its predecessor')
      return 'unchanged'
    }
    if (covering?.from === from) {
      this.#met('late on a start, replaced')
      this.#contents[covering.id] = { ...covering.content, t2: row.t2, t2b: row.t2b }
      if (this.#rules.ends) {
        this.#strip.erase(covering.id, 0)
        this.#strip.paint(from, until, covering.id)
      }
      return 'overwritten'
    }
    if (covering !== undefined) this.#strip.erase(covering.id, from)
    const where =
      covering !== undefined ? 'between two' : from < (versions[0]?.from ?? 0) ? 'before the first' : 'in a gap'
    if (sameTwo(row, next.content)) {
      if (to >= next.from) {
        this.#met(`late ${where}, joins its successor`)
        if (next === latest) this.forgot = true
        this.#strip.paint(from, next.from, next.id)
        return 'overwritten'
      }
      this.#met('late, ends before an equal successor')
    }
    this.#met(`late ${where}, ${to < next.from ? 'to its own end' : 'to the next start'}`)
    if (row.t1 !== latest.content.t1) this.#met('late, type 1 as the member has it')
    this.#strip.paint(from, until, this.#make({ ...row, t0: latest.content.t0, t1: latest.content.t1 }))
    this.spliced += 1
    return 'version'
  }

  #tellChange(was: Cell, is: Cell): void {
    if (was === null && is !== null) this.#met('NULL to a value')
    if (was !== null && is === null) this.#met('a value to NULL')
    if (`${was}`.trim() === `${is}`.trim() && was !== is) this.#met('a trailing space')
  }

  /** Where a tick stands on the strip: its day, or nothing but the one place there is. */
  #cell(tick: number): number {
    const { history } = this.#rules
    return history === null ? 0 : history === 'day' ? Math.floor(tick / 3) : tick
  }

  #until(row: OracleRow): number {
    const { history, ends } = this.#rules
    return history === null || !ends || row.end === null ? FOREVER : this.#cell(row.end)
  }

  #empty({ tick, row }: { tick: number; row: OracleRow }): boolean {
    return this.#until(row) <= this.#cell(tick)
  }

  #text(row: OracleRow): string {
    return JSON.stringify([row.content, this.#until(row)])
  }

  #make(content: Content): number {
    return this.#contents.push(content) - 1
  }

  #content(id: number): Content {
    const content = this.#contents[id]
    if (content === undefined) throw new Error(`no version ${id}`)
    return content
  }
}

function sameTwo(a: Content, b: Content): boolean {
  return a.t2 === b.t2 && a.t2b === b.t2b
}
