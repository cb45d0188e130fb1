import type { UnitOwner } from '../../log/index.ts'
import type { DimensionShape } from '../../model/index.ts'
import type { LoadContext } from '../context.ts'
import { loadPlainDimension } from '../in-engine/load-plain-dimension.ts'
import { usualLookupMemory } from '../lookup/lookups.ts'
import { noCounts } from '../unit-counts.ts'
import type { LoadState } from '../unit-state.ts'
import { dimensionLoad } from './dimension-load.ts'
import { mergeMembers } from './merge/merge-members.ts'
import { pairInMemory } from './pair-in-memory.ts'
import { BeyondMemory, PairingMemory } from './pairing-memory.ts'

/**
 * Loads a dimension: source rows are paired with stored versions, a pure function tells for each member what that does to it, and what changed is written in one
 * publishing transaction with the unit's marker (ARCHITECTURE.md, How a unit loads). Paired in memory, or, beginning anew, in the warehouse where that does not suffice; what
 * needs no pairing may be loaded where it is.
 */
export async function loadDimension(
  dimension: DimensionShape,
  owner: UnitOwner,
  context: LoadContext,
  state: LoadState,
): Promise<void> {
  await loadPlainDimension(dimension, owner, context, state, (given, from) => loadByPairing(given, owner, from, state))
}

async function loadByPairing(
  dimension: DimensionShape,
  owner: UnitOwner,
  context: LoadContext,
  state: LoadState,
): Promise<void> {
  const { warehouse, signal, lookupMemory = usualLookupMemory } = context
  await using reading = await warehouse.connect({ signal })
  const load = await dimensionLoad(dimension, reading, context)
  await using _ = load.references
  const memory = new PairingMemory(lookupMemory)
  // The error is let go before the merge begins: its stack holds on to all that was in memory.
  const paired = await pairInMemory(load, reading, owner, context, memory, state).then(() => true, isBeyondMemory)
  if (paired) return
  state.counts = noCounts()
  load.references?.countAnew()
  load.windowed?.readAnew()
  await mergeMembers(load, owner, context, lookupMemory, state)
}

/** Throws any other error. */
function isBeyondMemory(error: unknown): false {
  if (error instanceof BeyondMemory) return false
  throw error
}
