import type { Cells } from '../../schema/index.ts'
import type { SourceRow, StoredVersion } from '../history/member.ts'

/** Shared, and never pushed to: most members have no versions yet, or no smart key, and there are many of them. */
const none: never[] = []

/** One thing of a dimension: what the source says of it, and what stands in the warehouse. */
export class Member {
  readonly natural: Cells
  /** In any order. */
  versions: StoredVersion<number>[] = none
  rows: SourceRow[] = none
  /** The smart keys that its rows give, in their order; empty where keys are allotted. */
  smartKeys: number[] = none

  constructor(natural: Cells) {
    this.natural = natural
  }

  addVersion(version: StoredVersion<number>): void {
    this.versions = added(this.versions, version)
  }

  forgetVersions(): void {
    this.versions = none
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
