import type { Progress, UnitOutcome } from '../load/index.ts'
import type { Run } from '../log/index.ts'
import type { RunResult, SkippedUnit } from './result.ts'

/** What happens in a run, in the order of happening; summary, log, mail and metrics listen. */
export type EtlEvent =
  | { readonly kind: 'run-started'; readonly run: Run; readonly units: readonly string[] }
  | { readonly kind: 'unit-started'; readonly unit: string; readonly unitKind: 'dimension' | 'fact' }
  | { readonly kind: 'unit-progress'; readonly progress: Progress }
  | { readonly kind: 'unit-finished'; readonly outcome: UnitOutcome }
  /** Failed, fenced or cancelled; `outcome.error` tells why. */
  | { readonly kind: 'unit-failed'; readonly outcome: UnitOutcome }
  | { readonly kind: 'unit-skipped'; readonly unit: SkippedUnit }
  | { readonly kind: 'run-finished'; readonly result: RunResult }

/** Called at once and in order; must not throw. */
export type Listener = (event: EtlEvent) => void

/** One listener that tells several. */
export function tellAll(listeners: readonly Listener[]): Listener {
  return (event) => {
    for (const listener of listeners) listener(event)
  }
}
