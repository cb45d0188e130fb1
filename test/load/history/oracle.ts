import { OracleLife } from './oracle-life.ts'
import type { OracleRow } from './oracle-shapes.ts'

// A second opinion on what source rows do to a member, as naive as can be: time is a strip of a few cells, a version is the number painted on some of
// them, rows arrive one by one. It shares nothing with the loader and knows no dates: a tick is a number, days are groups of three ticks.

export class Oracle extends OracleLife {
  /** One load; the outcome of each row, in the order given. */
  load(rows: readonly OracleRow[], now: number): string[] {
    this.spliced = 0
    this.forgot = false
    this.filled = false
    this.reopened = false
    const gone = this.goneSince()
    const before = JSON.stringify(this.versions())
    const outcomes = rows.map((row) => this.#refusal(row, now))
    const alive = rows.flatMap((row, at) =>
      outcomes[at] === '' ? [{ at, tick: this.rules.dated ? (row.tick ?? now) : now, row }] : [],
    )
    const seq = (row: OracleRow) => (this.rules.ordered ? (row.seq ?? -1) : 0)
    const sameMoment = (a: (typeof alive)[0], b: (typeof alive)[0]) => a.tick === b.tick && seq(a.row) === seq(b.row)
    const after = (a: (typeof alive)[0], b: (typeof alive)[0]) =>
      a.tick > b.tick || (a.tick === b.tick && seq(a.row) > seq(b.row))

    if (alive.some((a) => alive.some((b) => sameMoment(a, b) && this.#text(a.row) !== this.#text(b.row)))) {
      this.met('quarantine')
      for (const { at } of alive) outcomes[at] = 'rejected duplicate'
      return outcomes
    }
    const single = alive.filter((a) => {
      if (!alive.some((b) => b.at < a.at && sameMoment(a, b))) return true
      this.met('duplicate')
      outcomes[a.at] = 'duplicate'
      return false
    })
    const winners = single.filter((a) => {
      const beaten = single.some((b) => {
        if (!after(b, a) || this.cell(b.tick) !== this.cell(a.tick) || this.#empty(b)) return false
        this.met(a.tick === b.tick ? 'superseded by order' : 'superseded within the moment')
        return true
      })
      if (beaten) outcomes[a.at] = 'superseded'
      else if (this.#empty(a)) {
        this.met('a period within a day')
        outcomes[a.at] = 'rejected empty-period'
      } else return true
      return false
    })
    winners.sort((a, b) => this.cell(a.tick) - this.cell(b.tick))
    for (const { at, tick, row } of winners) outcomes[at] = this.arrive(this.cell(tick), this.until(row), row.content)
    const last = winners.at(-1)
    if (last !== undefined && this.rules.deletes) {
      const again = this.isThere(this.cell(last.tick), this.until(last.row), last.row.content, this.cell(now))
      if (outcomes[last.at] === 'unchanged' || (outcomes[last.at] === 'overwritten' && again === 'version')) {
        outcomes[last.at] = again
      }
    }
    this.reopened = gone !== null && (this.versions().at(-1)?.from ?? 0) >= gone

    if (JSON.stringify(this.versions()) !== before) return outcomes
    if (outcomes.includes('overwritten')) this.met('undone within the load')
    return outcomes.map((outcome) => (outcome === 'overwritten' ? 'unchanged' : outcome))
  }

  #refusal({ tick, end }: OracleRow, now: number): string {
    const { dated, ends, accept, history } = this.rules
    if (dated && tick === null) return this.#reject('null-date')
    const from = dated && tick !== null ? tick : now
    if (dated && !accept && from > now + 3) return this.#reject('future')
    if (dated && !accept && from === now + 3) this.met('exactly a day ahead')
    if (history !== null && ends && end !== null && end <= from) return this.#reject('empty-period')
    return ''
  }

  #reject(reason: string): string {
    this.met(reason)
    return `rejected ${reason}`
  }

  #empty({ tick, row }: { tick: number; row: OracleRow }): boolean {
    return this.until(row) <= this.cell(tick)
  }

  #text(row: OracleRow): string {
    return JSON.stringify([row.content, this.until(row)])
  }
}
