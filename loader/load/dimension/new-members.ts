import type { Cells, Kind } from '../../schema/index.ts'
import type { HistoryRules } from '../history/history-rules.ts'
import { newMember } from '../history/new-member.ts'
import type { ConformedRow } from './conform-member.ts'
import type { Members } from './members.ts'
import type { RowParts } from './version-row.ts'

/** Rows that a member may have beside its first one, before sending first ones is given up: so many, and a share of those sent. */
const usualFurther = 100
const shareFurther = 0.01

/**
 * Versions that begin members, on their way into the dimension while its source is still read. Nobody can tell yet whether a member has further rows; where one comes, what was sent is taken back at
 * the end, and sources that tell whole histories are soon not sent any more.
 */
export class NewMembers {
  readonly #members: Members
  readonly #rules: HistoryRules
  readonly #row: (parts: RowParts) => Cells
  readonly #first: number
  readonly #last: number
  #waiting: Cells[] = []
  /** Those that were taken back among them. */
  sent = 0

  /** `first`: the first surrogate key, in a column of that kind. */
  constructor(members: Members, rules: HistoryRules, row: (parts: RowParts) => Cells, first: number, kind: Kind) {
    this.#members = members
    this.#rules = rules
    this.#row = row
    this.#first = first
    this.#last = kind === 'integer' ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER
  }

  /** `next`: takes the next rows of the source to `members`; false: there are none. */
  async *rows(next: () => Promise<boolean>): AsyncGenerator<readonly Cells[], void, undefined> {
    this.#members.sendNew((found) => this.#send(found))
    while (await next()) {
      if (this.#members.takenBack.length > usualFurther + this.sent * shareFurther) this.#members.sendNew(null)
      if (this.#waiting.length === 0) continue
      const rows = this.#waiting
      this.#waiting = []
      yield rows
    }
    this.#members.sendNew(null)
  }

  #send({ cells, row }: ConformedRow): number | null {
    const [version] = newMember(row, this.#rules)?.inserts ?? []
    if (version === undefined) return null
    const key = this.#first + this.sent
    // What allots the rest will tell that there are no more.
    if (key > this.#last) return null
    this.#waiting.push(this.#row({ key, natural: cells, version }))
    this.sent += 1
    return key
  }
}
