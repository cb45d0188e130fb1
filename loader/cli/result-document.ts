import { exitStatuses, type Reason } from '../etl/index.ts'

/** What `--json` prints: one document, the same for every verb. */
export interface ResultDocument {
  /** The exit status. */
  readonly status: number
  readonly reason: Reason
  /** What stood in the way before any unit began. */
  readonly errors?: readonly object[]
  readonly [more: string]: unknown
}

export function resultDocument(reason: Reason, more: Readonly<Record<string, unknown>>): ResultDocument {
  return { status: exitStatuses[reason], reason, ...more }
}
