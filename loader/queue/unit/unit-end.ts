import { TypelineError } from '../../errors/index.ts'
import type { UnitOutcome } from '../../load/index.ts'

/** What becomes of a unit's task when its load has ended. */
export type UnitEnd =
  | { readonly kind: 'done' }
  /** Tried again after a pause, as often as the queue allows. */
  | { readonly kind: 'again'; readonly error: unknown }
  /** Another loader has it, maybe an earlier delivery of this very task: looked at again in a moment. */
  | { readonly kind: 'wait' }
  /** Given to another worker, since this one leaves. */
  | { readonly kind: 'back' }
  | { readonly kind: 'refused'; readonly error: unknown }

/** Pure. `stopped`: why this worker stopped the load, if it did. */
export function unitEnd(outcome: UnitOutcome, stopped: 'leaving' | 'ended' | null): UnitEnd {
  const { status, error } = outcome
  if (status === 'done') return { kind: 'done' }
  const code = error instanceof TypelineError ? error.code : 'bug'
  if (status === 'fenced' || code === 'locked' || code === 'done-already') return { kind: 'wait' }
  if (status === 'cancelled' && stopped === 'leaving') return { kind: 'back' }
  if (status === 'cancelled') return { kind: 'refused', error }
  return error instanceof TypelineError && error.transient ? { kind: 'again', error } : { kind: 'refused', error }
}
