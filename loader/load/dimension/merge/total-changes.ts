import type { UnitCounts } from '../../../log/index.ts'
import { noCounts } from '../../unit-counts.ts'
import type { DimensionChanges } from '../dimension-changes.ts'
import type { ChangeCounts } from '../heed-changes.ts'

/** What the changes of all parts come to. */
export class TotalChanges implements ChangeCounts {
  readonly counts: UnitCounts
  readonly behind: Record<string, number> = {}
  spliced = 0
  closed = 0
  reopened = 0
  filled = 0
  current = 0
  /** Versions to insert and to change. */
  sent = 0

  /** `read`: source rows; `rejected`: those that never came to a member. */
  constructor(read: number, rejected: number) {
    this.counts = { ...noCounts(), read, rejected }
  }

  /** `behind`: as `factsBehind` tells it. */
  add(changes: DimensionChanges, behind: Readonly<Record<string, number>>): void {
    const { read: _, ...effects } = changes.counts
    for (const [effect, rows] of Object.entries(effects)) this.counts[effect as keyof typeof effects] += rows
    for (const note of ['spliced', 'closed', 'reopened', 'filled', 'current'] as const) this[note] += changes[note]
    this.sent += changes.inserts.length + changes.updates.length + changes.movedOnto.length
    for (const [fact, members] of Object.entries(behind)) this.behind[fact] = (this.behind[fact] ?? 0) + members
  }
}
