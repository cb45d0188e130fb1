import { placeOf } from '../engine/index.ts'
import { DefinitionError } from '../errors/index.ts'
import { knownInstead, planUnits, unitGraph } from '../etl/index.ts'
import { type Broker, enqueueRefresh, enqueueUnit, openBroker, type TaskFlags } from '../queue/index.ts'
import type { EnqueueCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { consentToDelete } from './consent.ts'
import { followStep } from './follow-step.ts'
import { queuedEnd } from './queued-end.ts'

/** `enqueue`: queues a refresh or a unit, and follows it where that is asked for. Needs Redis alone, not the warehouse. */
export async function enqueueCommand(command: EnqueueCommand, context: CommandContext): Promise<CommandEnd> {
  const { warehouse, terminal, logger, notice } = context
  if (command.deleteTables) await consent(command, context)
  await using broker = await openBroker(warehouse, notice)
  const task = await enqueue(command, broker, context)
  logger.info({ task, unit: command.unit }, 'enqueued')
  terminal.out(`Queued ${command.unit ?? 'the refresh'}: task ${task}`)
  return command.wait ? await followStep(broker, task, context) : await queuedEnd(broker, task, context)
}

async function enqueue(command: EnqueueCommand, broker: Broker, { warehouse, words }: CommandContext): Promise<string> {
  const { executionTime, acceptShrink, fullRefresh, acceptDeletes, lookupMemory } = command
  const flags: TaskFlags = { executionTime, acceptShrink, fullRefresh, acceptDeletes, lookupMemory }
  if (command.unit !== null) {
    const name = command.unit
    const unit = unitGraph(warehouse).find((one) => one.name === name)
    if (unit === undefined)
      throw unknownUnit(
        name,
        unitGraph(warehouse).map((one) => one.name),
      )
    return await enqueueUnit(broker, { name, type: unit.kind, ...flags }, words)
  }
  const { dimensions, facts, deleteTables, selection } = command
  const steps = { runDimensions: dimensions, runFacts: facts, deleteExistingTables: deleteTables }
  return await enqueueRefresh(broker, { ...steps, ...selection, ...flags }, words)
}

/** Whoever enqueues is asked: nobody looks at a worker. */
async function consent({ selection, yes }: EnqueueCommand, { warehouse, signals }: CommandContext): Promise<void> {
  const graph = unitGraph(warehouse)
  const plan = planUnits(graph, { ...selection, kinds: new Set(['dimension', 'fact']) })
  const url = typeof warehouse.warehouse === 'string' ? warehouse.warehouse : warehouse.warehouse.reveal()
  await consentToDelete({ warehouse, plan, graph, place: placeOf(url), yes, signal: signals.signal })
}

function unknownUnit(name: string, names: readonly string[]): DefinitionError {
  return new DefinitionError(
    'unknown-unit',
    `There is no unit "${name}" in the configuration. ${knownInstead(name, names, 'unit')}`,
  )
}
