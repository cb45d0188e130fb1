import { align, count, openConnections, selectUnits, unitGraph } from '../etl/index.ts'
import { countRejects, type RejectCount, type RejectFilter, readRejects, type StoredReject } from '../log/index.ts'
import type { RejectsCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'

/** `rejects ls`: how many rows each unit of each run has rejected, and why; `rejects show`: the rows, one JSON object a line. Writes nothing. */
export async function rejectsCommand(
  command: RejectsCommand,
  { warehouse, terminal, notice }: CommandContext,
): Promise<CommandEnd> {
  const { selection, run, reason } = command
  const chosen = selection.select.length + selection.exclude.length > 0
  const units = chosen ? [...selectUnits(unitGraph(warehouse), selection)] : null
  const filter: RejectFilter = { run, units, reason }
  await using connections = openConnections(warehouse, { missingWarehouse: 'stand-in', notice })
  const engine = await connections.warehouse()
  const none = `No rejected row is stored in ${engine.place}${run === null ? '' : ` of run ${run}`}${chosen || reason !== null ? ' that is asked for' : ''}.`
  if (command.action === 'ls') {
    const counts = await countRejects(engine, filter)
    terminal.out(counts.length === 0 ? none : countTable(counts))
    return { reason: 'done', document: { rejects: counts } }
  }
  // One more than asked for tells whether there are more.
  const rows = await readRejects(engine, filter, command.limit + 1)
  const shown = rows.slice(0, command.limit)
  for (const row of shown) terminal.out(JSON.stringify(fields(row)))
  if (rows.length === 0) terminal.err(none)
  if (rows.length > shown.length) terminal.err(`There are more: --limit shows more than ${count(command.limit)}.`)
  return { reason: 'done', document: { rejects: shown.map(fields), more: rows.length > shown.length } }
}

/** Counts as an aligned table. */
export function countTable(counts: readonly RejectCount[]): string {
  const head = ['run', 'unit', 'reason', 'rows', '']
  const rows = counts.map(({ run, unit, reason, rows: number, kept }) => [
    String(run),
    unit,
    reason,
    count(number),
    kept ? '' : 'lost with a load that failed',
  ])
  return align([head, ...rows], new Set([0, 3]))
}

function fields({ run, unit, reason, key, message, kept, rejectedAt, row }: StoredReject): object {
  return { run, unit, reason, key, message, kept, rejected_at: rejectedAt, row }
}
