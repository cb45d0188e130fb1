import { Turns } from '../../log/index.ts'
import { PlainRows } from '../in-engine/plain-rows.ts'
import { Inferring } from '../lookup/inferring.ts'
import { Lookups } from '../lookup/lookups.ts'
import { chooseCuts, rangesAtOnce } from './choose-cuts.ts'
import type { FactParts } from './fact-parts.ts'
import { loadRange } from './load-range.ts'
import { loadRanges } from './load-ranges.ts'

/**
 * Brings the source's rows, or what comes after the last key of an interrupted load, into the stage: by joins where they are (`PlainRows`), and what cannot go that way, most often all,
 * row by row. Gives the rows that are loaded in all.
 */
export async function readIntoStage(parts: FactParts): Promise<number> {
  await using plain = await PlainRows.load(parts)
  return plain !== null && plain.rest === 0 ? parts.state.counts.new : await loadByRows(parts, plain)
}

/** In one, or by ranges of the source's key. */
async function loadByRows(parts: FactParts, plain: PlainRows | null): Promise<number> {
  const { fact, owner, context, state, progress } = parts
  const { warehouse, run, signal } = context
  const limits = warehouse.capabilities
  const dimensions = Object.values(fact.lookups).map(({ dimension }) => dimension)
  await using lookups = await Lookups.open(dimensions, context)
  if (lookups.over !== null) state.notes.overMemory = lookups.over
  await using inferring = new Inferring({
    ...{ warehouse, run, signal },
    readAgain: (session, table) => lookups.readAgain(session, table, signal),
  })
  const told = { read: state.counts.read, sent: state.counts.new }
  const byRows = { parts, lookups, inferring, plain, told, turns: new Turns() }
  const cuts = await chooseCuts(parts)
  if (cuts.length === 0) {
    const batchRows = context.batchRows ?? limits.rowsPerLoad
    await loadRange(byRows, { owner, progress, state, range: null, batchRows, signal })
    return state.counts.new
  }
  // What is looked up in the warehouse is there for the rows of one range alone.
  const atOnce = lookups.over === null ? Math.min(rangesAtOnce(limits, context), cuts.length + 1) : 1
  state.notes.ranges = { count: cuts.length + 1, atOnce }
  // The same rows as of one range wait in memory.
  const batchRows = context.batchRows ?? Math.ceil(limits.rowsPerLoad / atOnce)
  await loadRanges(byRows, { cuts, atOnce, batchRows })
  return state.counts.new
}
