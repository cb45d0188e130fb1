import { TypelineError } from '../errors/index.ts'
import { takeUnit, type UnitOwner } from '../log/index.ts'
import { definitionHash, definitionText, type UnitDefinition } from '../model/index.ts'
import type { LoadContext, UnitOutcome } from './context.ts'
import { loadDimension } from './dimension/load-dimension.ts'
import { loadFact } from './fact/load-fact.ts'
import { prepareUnit } from './prepare-unit.ts'
import { makeTables } from './star/make-tables.ts'
import { recover } from './star/recover.ts'
import { type LoadState, newState } from './unit-state.ts'

/** Takes a unit over and loads it; how it ended, failures too, is the outcome and stands in the run log. */
export async function loadUnit(unit: UnitDefinition, context: LoadContext): Promise<UnitOutcome> {
  const since = performance.now()
  const state = newState()
  const { name, kind } = unit
  const ended = await endOf(unit, context, state)
  const { counts, notes, warned } = state
  return { unit: name, kind, ...ended, counts, notes, warned, milliseconds: performance.now() - since }
}

type End = Pick<UnitOutcome, 'status' | 'error' | 'unrecorded'>

async function endOf(unit: UnitDefinition, context: LoadContext, state: LoadState): Promise<End> {
  const { log, run, signal } = context
  const { name, kind } = unit
  try {
    signal.throwIfAborted()
    const definition = { hash: definitionHash(unit), text: definitionText(unit) }
    await using owner = await takeUnit(log, run, { name, kind, definition }, { signal })
    try {
      await work(unit, owner, context, state)
      return { status: 'done' }
    } catch (error) {
      return await failed(owner, cause(error), signal, state)
    }
  } catch (error) {
    return { status: signal.aborted ? 'cancelled' : 'failed', error: cause(error) }
  }
}

/** What went wrong first: closing what was open then may have failed too, most often of the same. */
function cause(error: unknown): unknown {
  return error instanceof SuppressedError ? cause(error.suppressed) : error
}

async function work(unit: UnitDefinition, owner: UnitOwner, context: LoadContext, state: LoadState): Promise<void> {
  state.described = await prepareUnit(unit, context)
  await makeTables(neededTables(unit), context)
  const interrupted = await recover(owner, unit.table.name)
  if (unit.kind === 'dimension') await loadDimension(unit, owner, context, state)
  else await loadFact(unit, owner, context, interrupted, state)
}

/** A unit looks up in the tables of inactive dimensions too, which nobody else may have made. */
function neededTables(unit: UnitDefinition): readonly UnitDefinition[] {
  return [...new Set(Object.values(unit.lookups).map(({ dimension }) => dimension)), unit]
}

async function failed(owner: UnitOwner, error: unknown, signal: AbortSignal, state: LoadState): Promise<End> {
  const fenced = error instanceof TypelineError && error.code === 'fenced'
  const status = fenced ? 'fenced' : signal.aborted ? 'cancelled' : 'failed'
  state.warned = false
  try {
    await owner.fail(status, error, state.rejects, state.counts)
    return { status, error }
  } catch (unrecorded) {
    // Why the unit failed is the news; the next owner ends this run in the log.
    return { status, error, unrecorded }
  }
}
