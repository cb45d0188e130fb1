import { type Connections, openScratch, type Plan } from '../etl/index.ts'
import { countRejects, readRejects } from '../log/index.ts'
import type { RunCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { loadStep } from './load-step.ts'
import { countTable } from './rejects-command.ts'

const examples = 5

/** `--dry-run`, `--sample`: the load, into a scratch copy of what it builds on; what it would reject is told, since nothing of it stays. */
export async function dryRunStep(
  command: RunCommand,
  plan: Plan,
  connections: Connections,
  context: CommandContext,
): Promise<CommandEnd> {
  const { warehouse, terminal, logger, signals } = context
  const { sample } = command
  const { place } = await connections.warehouse()
  const facts = sample === null
  await using scratch = await openScratch({ warehouse, plan, connections, signal: signals.signal, facts })
  const dry = { ...context, logger: logger.child({ dry_run: true }) }
  const { reason, document } = await loadStep(command, plan, scratch, dry)
  const run = Number(document['run_id'])
  const filter = { run, units: null, reason: null }
  const counts = await countRejects(await scratch.warehouse(), filter)
  if (counts.length > 0) {
    const rows = await readRejects(await scratch.warehouse(), filter, examples)
    terminal.out(`\nIt would reject:\n${countTable(counts)}`)
    for (const { unit, key, message } of rows) terminal.out(`  ${unit}${key === null ? '' : ` ${key}`}: ${message}`)
  }
  const read = sample === null ? '' : ` of every ${nth(sample)} source row, without the deletes that need all of them`
  terminal.out(`\nA dry run${read}: that is what a load would do. Nothing was written to ${place}.`)
  return { reason, document: { ...document, dry_run: true, sample, rejects: counts } }
}

function nth(n: number): string {
  const teen = n % 100 > 10 && n % 100 < 14
  return `${n}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`
}
