import type { Cell } from '../../../loader/schema/index.ts'
import type { Content, OracleRow, OracleRules, OracleVersion } from './oracle-shapes.ts'
import { BEGINNING, FOREVER, Strip } from './strip.ts'

/** A member's life on the strip: how one row after the other changes it. */
export class OracleLife {
  protected readonly rules: OracleRules
  protected readonly met: (rule: string) => void
  readonly #strip = new Strip()
  readonly #closes = new Set<number>()
  #contents: Content[] = []
  #inferred: number | null = null
  reopened = false
  filled = false
  /** Of the last load: late versions put between others. */
  spliced = 0
  /** Of the last load: a late row has joined the latest version, so it stands on its start when it comes again (decision 0001). */
  forgot = false

  constructor(rules: OracleRules, met: (rule: string) => void) {
    this.rules = rules
    this.met = met
  }

  versions(): OracleVersion[] {
    if (this.#inferred !== null) {
      return [
        { id: this.#inferred, from: BEGINNING, to: FOREVER, content: this.#content(this.#inferred), inferred: true },
      ]
    }
    return this.#strip.painted().map((version) => ({ ...version, content: this.#content(version.id), inferred: false }))
  }

  /** A fact named the member before the source did. */
  infer(content: Content): void {
    this.#inferred = this.#make(content)
  }

  /** A load of a whole source without this member. */
  vanish(now: number): boolean {
    const latest = this.versions().at(-1)
    const here = this.cell(now)
    if (latest === undefined || latest.inferred || latest.to !== FOREVER) return false
    if (latest.from >= here) {
      this.met('a close that waits')
      return false
    }
    this.met('closed')
    this.#closes.add(here)
    this.#strip.erase(latest.id, here)
    return true
  }

  #byDelete(end: number): boolean {
    return this.rules.ends ? this.#closes.has(end) : end !== FOREVER
  }

  protected arrive(from: number, to: number, row: Content): string {
    const versions = this.versions()
    const latest = versions.at(-1)
    if (this.#inferred !== null) {
      this.met('filled')
      this.#contents[this.#inferred] = row
      this.#strip.paint(from, to, this.#inferred)
      this.#inferred = null
      this.filled = true
      return 'overwritten'
    }
    if (latest === undefined) {
      this.met('new member')
      this.#strip.paint(from, to, this.#make(row))
      return 'new'
    }
    if (from < latest.from) return this.#late(from, to, row, versions, latest)
    const gone = this.goneSince()
    return gone !== null && from < gone && to >= gone
      ? this.#beforeTheClose(from, gone, row, latest)
      : this.#newest(from, to, row, versions, latest)
  }

  /** The close after which nothing came. */
  protected goneSince(): number | null {
    const latest = this.versions().at(-1)
    return this.rules.deletes && this.rules.history !== null && latest !== undefined && this.#byDelete(latest.to)
      ? latest.to
      : null
  }

  #beforeTheClose(from: number, to: number, row: Content, latest: OracleVersion): string {
    if (sameTwo(row, latest.content)) return 'unchanged'
    if (from === latest.from) {
      this.met('before the close, on a start')
      this.#contents[latest.id] = { ...latest.content, t2: row.t2, t2b: row.t2b }
      return 'overwritten'
    }
    this.met('before the close, inside')
    this.#strip.erase(latest.id, from)
    this.#strip.paint(from, to, this.#make({ ...row, t0: latest.content.t0, t1: latest.content.t1 }))
    return 'version'
  }

  /** The last row of a member is how it is now, whatever it says of the past. */
  protected isThere(from: number, to: number, row: Content, now: number): string {
    const versions = this.versions()
    const latest = versions.at(-1)
    if (latest === undefined || this.rules.history === null) return 'unchanged'
    const gone = this.goneSince()
    if (gone !== null) {
      const begins = Math.max(now, gone)
      if (to <= begins) return 'unchanged'
      this.met('returned at the execution time')
      return this.#newest(begins, to, row, versions, latest)
    }
    const former = versions.at(-2)
    const back = former !== undefined && former.to < latest.from && this.#byDelete(former.to)
    if (!back || from >= latest.from || to <= latest.from) return 'unchanged'
    this.met('returned before, dated before the close')
    return this.#newest(latest.from, to, row, versions, latest)
  }

  #newest(from: number, to: number, row: Content, versions: OracleVersion[], latest: OracleVersion): string {
    let changed = false
    if (row.t0 !== latest.content.t0) this.met('type 0 ignored')
    if (row.t1 !== latest.content.t1) {
      this.met(versions.length > 1 ? 'type 1 in several versions' : 'type 1')
      for (const { id } of versions) this.#contents[id] = { ...this.#content(id), t1: row.t1 }
      changed = true
    }
    const inside = this.#strip.at(from) === latest.id
    const same = sameTwo(row, latest.content)
    if (!inside || (!same && from > latest.from)) {
      this.met(inside ? 'type 2' : same ? 'the same content after its end' : 'other content after its end')
      if (inside) this.#tellChange(latest.content.t2, row.t2)
      if (from === latest.to) this.met('at the very end')
      this.#strip.erase(latest.id, from)
      this.#strip.paint(from, to, this.#make({ ...row, t0: latest.content.t0 }))
      return 'version'
    }
    if (!same) this.met('replaced on the start of the latest')
    if (row.t1l !== latest.content.t1l) this.met('type 1, latest')
    if (!same || row.t1l !== latest.content.t1l) changed = true
    const kept = this.#content(latest.id)
    this.#contents[latest.id] = { ...kept, t2: row.t2, t2b: row.t2b, t1l: row.t1l }
    if (this.rules.ends && this.rules.history !== null && to !== latest.to) {
      this.met(from === latest.from ? 'end moved from the start' : 'end moved from inside')
      this.#strip.erase(latest.id, 0)
      this.#strip.paint(latest.from, to, latest.id)
      changed = true
    }
    if (!changed) this.met(from > latest.from ? 'the same content with a later date' : 'the same content')
    return changed ? 'overwritten' : 'unchanged'
  }

  #late(from: number, to: number, row: Content, versions: OracleVersion[], latest: OracleVersion): string {
    if (!this.rules.dated) this.met('late by the clock')
    const next = versions.find((version) => version.from > from) ?? latest
    const covering = versions.find(({ id }) => id === this.#strip.at(from))
    const shut = this.rules.deletes && covering !== undefined && this.#byDelete(covering.to) ? covering.to : FOREVER
    const ends = Math.min(to, shut)
    if (ends < Math.min(to, next.from)) this.met('late, up to a close')
    const until = Math.min(ends, next.from)
    if (covering !== undefined && sameTwo(row, covering.content)) {
      this.met(from === covering.from ? 'late on a start, the same content' : 'late, equal to its predecessor')
      return 'unchanged'
    }
    if (covering?.from === from) {
      this.met('late on a start, replaced')
      this.#contents[covering.id] = { ...covering.content, t2: row.t2, t2b: row.t2b }
      if (this.rules.ends) {
        this.#strip.erase(covering.id, 0)
        this.#strip.paint(from, until, covering.id)
      }
      return 'overwritten'
    }
    if (covering !== undefined) this.#strip.erase(covering.id, from)
    const where =
      covering !== undefined ? 'between two' : from < (versions[0]?.from ?? 0) ? 'before the first' : 'in a gap'
    if (sameTwo(row, next.content)) {
      if (ends >= next.from) {
        this.met(`late ${where}, joins its successor`)
        if (next === latest) this.forgot = true
        this.#strip.paint(from, next.from, next.id)
        return 'overwritten'
      }
      this.met('late, ends before an equal successor')
    }
    this.met(`late ${where}, ${ends < next.from ? 'to its own end' : 'to the next start'}`)
    if (row.t1 !== latest.content.t1) this.met('late, type 1 as the member has it')
    this.#strip.paint(from, until, this.#make({ ...row, t0: latest.content.t0, t1: latest.content.t1 }))
    this.spliced += 1
    return 'version'
  }

  #tellChange(was: Cell, is: Cell): void {
    if (was === null && is !== null) this.met('NULL to a value')
    if (was !== null && is === null) this.met('a value to NULL')
    if (`${was}`.trim() === `${is}`.trim() && was !== is) this.met('a trailing space')
  }

  /** Where a tick stands on the strip: its day, or nothing but the one place there is. */
  protected cell(tick: number): number {
    const { history } = this.rules
    return history === null ? 0 : history === 'day' ? Math.floor(tick / 3) : tick
  }

  protected until(row: OracleRow): number {
    const { history, ends } = this.rules
    return history === null || !ends || row.end === null ? FOREVER : this.cell(row.end)
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
