/** Rows of which is known, when they come, what becomes of them, by their members: each the only one of its member until another one comes. */
export class SettledRows {
  /** By member: the row's number, or -1. */
  readonly #row: number[] = []
  /** By member: as what it was sent, or -1. */
  readonly #sentAs: number[] = []
  /** Rows that say what is stored. */
  unchanged = 0
  /** Rows that were sent, and begin their members. */
  sent = 0

  /** The row of a member; -1: none. */
  of(member: number): number {
    return this.#row[member] ?? -1
  }

  /** `sentAs`: by what it can be taken back; null: it was not sent, but is unchanged. */
  settle(member: number, row: number, sentAs: number | null): void {
    for (let at = this.#row.length; at <= member; at++) {
      this.#row.push(-1)
      this.#sentAs.push(-1)
    }
    this.#row[member] = row
    this.#sentAs[member] = sentAs ?? -1
    if (sentAs === null) this.unchanged += 1
    else this.sent += 1
  }

  /** Forgets a member's row; gives as what it was sent, or null. */
  unsettle(member: number): number | null {
    const sentAs = this.#sentAs[member] as number
    if (sentAs < 0) this.unchanged -= 1
    else this.sent -= 1
    this.#row[member] = -1
    this.#sentAs[member] = -1
    return sentAs < 0 ? null : sentAs
  }

  /** Members whose row was sent. */
  *membersSent(): Generator<number, void, undefined> {
    for (let member = 0; member < this.#sentAs.length; member++) if ((this.#sentAs[member] as number) >= 0) yield member
  }
}
