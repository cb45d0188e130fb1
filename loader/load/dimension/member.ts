import type { Cells, RawRow } from '../../schema/index.ts'
import type { SourceRow, StoredVersion } from '../history/member.ts'
import type { StoredVersions } from './stored-versions.ts'

/** Shared, and never pushed to: most members have no rows that count, no versions yet, or no smart key, and there are many of them. */
const none: never[] = []

/** One thing of a dimension: what the source says of it, and what stands in the warehouse. */
export class Member {
  readonly natural: Cells
  rows: SourceRow[] = none
  /** The smart keys that its rows give, in their order; empty where keys are allotted. */
  smartKeys: number[] = none
  /** Its only row says what is stored: the row's number; -1: no such row, and `rows` are all there are. */
  unchangedRow = -1
  /** The stored version with the greatest valid_from, as it was read; null: none is stored. */
  latest: RawRow | null = null
  #former: RawRow[] = none
  #versions: readonly StoredVersion<number>[] | null = null
  readonly #stored: Pick<StoredVersions, 'version'>

  constructor(natural: Cells, stored: Pick<StoredVersions, 'version'>) {
    this.natural = natural
    this.#stored = stored
  }

  get isInSource(): boolean {
    return this.rows.length > 0 || this.unchangedRow >= 0
  }

  /** In any order; conformed when they are first asked for, as few are. */
  get versions(): readonly StoredVersion<number>[] {
    if (this.latest === null) return none
    this.#versions ??= [...this.#former, this.latest].map((raw) => this.#stored.version(raw))
    return this.#versions
  }

  /** `from`: when a version begins; null: nobody asks which is the latest. */
  addStored(version: RawRow, from: ((version: RawRow) => string) | null): void {
    this.#versions = null
    const former = this.latest
    const isLatest = former === null || from === null || from(version) >= from(former)
    if (isLatest) this.latest = version
    if (former !== null) this.#former = added(this.#former, isLatest ? former : version)
  }

  forgetVersions(): void {
    this.latest = null
    this.#former = none
    this.#versions = null
  }

  addRow(row: SourceRow): void {
    this.rows = added(this.rows, row)
  }

  addSmartKey(key: number): void {
    this.smartKeys = added(this.smartKeys, key)
  }
}

/** A list of one, as nearly all are, takes a quarter of the memory of an empty one that was pushed to. */
function added<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item]
  list.push(item)
  return list
}
