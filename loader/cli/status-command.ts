import { align, count, openConnections } from '../etl/index.ts'
import { type RunReport, readRuns, type UnitReport } from '../log/index.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'

const last = 10

/** `status`: the last runs, and what the units of the latest one did. Writes nothing. */
export async function statusCommand({ warehouse, terminal, notice }: CommandContext): Promise<CommandEnd> {
  await using connections = openConnections(warehouse, { missingWarehouse: 'stand-in', notice })
  const engine = await connections.warehouse()
  const runs = await readRuns(engine, last)
  const latest = runs[0]
  if (latest === undefined) terminal.out(`${engine.place} has not been loaded yet.`)
  else terminal.out(`${runTable(runs)}\n\n${unitTable(latest)}`)
  return { reason: 'done', document: { runs } }
}

function runTable(runs: readonly RunReport[]): string {
  const head = ['run', 'status', 'started (UTC)', 'finished (UTC)', 'units', 'command']
  const rows = runs.map((run) => [
    String(run.id),
    run.status,
    second(run.startedAt),
    second(run.finishedAt),
    units(run.units),
    run.error === null ? (run.command ?? '') : `${run.command ?? ''}: ${run.error}`,
  ])
  return align([head, ...rows], new Set([0]))
}

function unitTable({ id, units }: RunReport): string {
  const head = [
    `unit of run ${id}`,
    'status',
    'read',
    'new',
    'versions',
    'overwritten',
    'rejected',
    'in batches so far',
    '',
  ]
  const rows = units.map(({ unit, status, counts, progress, error }) => [
    unit,
    status,
    ...[counts?.read, counts?.new, counts?.version, counts?.overwritten, counts?.rejected].map((n) =>
      n === undefined ? '-' : count(n),
    ),
    count(progress.rows),
    error ?? '',
  ])
  return align([head, ...rows], new Set([2, 3, 4, 5, 6, 7]))
}

function units(all: readonly UnitReport[]): string {
  const ends = Map.groupBy(all, (unit) => unit.status)
  return [...ends].map(([status, some]) => `${some.length} ${status}`).join(', ')
}

function second(timestamp: string | null): string {
  return timestamp === null ? '-' : timestamp.slice(0, 19)
}
