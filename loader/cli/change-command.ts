import {
  applyChanges,
  emptyPlan,
  errorFields,
  errorText,
  openConnections,
  type Plan,
  planChanges,
  planUnits,
  reasonOfErrors,
  type UnitChanges,
  unitGraph,
} from '../etl/index.ts'
import { isDestructive } from '../load/index.ts'
import type { ChangeCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { canAsk, confirm } from './confirm.ts'
import { software } from './software.ts'
import { changeFields, changeLines } from './tell-changes.ts'

/** `plan` shows what makes the live tables fit their definitions; `apply` shows it too, then does it: all of it or, where it may not, nothing. */
export async function changeCommand(command: ChangeCommand, context: CommandContext): Promise<CommandEnd> {
  const { warehouse, terminal, signals, notice } = context
  const plan = planUnits(unitGraph(warehouse), { ...command.selection, kinds: new Set(['dimension', 'fact']) })
  const why = emptyPlan(plan)
  if (why !== null) return refused(context, 'nothing-selected', why)
  const applies = command.verb === 'apply'
  const missingWarehouse = applies ? 'make' : 'stand-in'
  await using connections = openConnections(warehouse, { missingWarehouse, notice })
  const options = { warehouse, plan, connections, signal: signals.signal }
  const changes = await planChanges(options)
  for (const change of changes) terminal.out(changeLines(change))
  tellRest(plan, context)
  const document = { units: changes.map(changeFields) }
  if (changes.some(({ obstacles }) => obstacles.length > 0))
    return refused(context, 'not-ready', obstacle(changes), document)
  const work = changes.filter(({ steps, unfinished }) => steps.length + unfinished.length > 0)
  if (work.length === 0) {
    terminal.out('The tables are as they are defined.')
    return { reason: 'done', document }
  }
  if (!applies) {
    terminal.out(`Nothing was changed. Do it: run.ts apply${needsFlag(changes) ? ' --allow-destructive' : ''}`)
    return { reason: 'done', document }
  }
  if (!(await agreed(command, changes, context))) return refused(context, 'not-ready', destructive(changes), document)
  return await apply({ ...options, changes }, document, context)
}

async function apply(
  options: Pick<Parameters<typeof applyChanges>[0], 'warehouse' | 'plan' | 'connections' | 'signal' | 'changes'>,
  document: CommandEnd['document'],
  { terminal, logger, words, signals }: CommandContext,
): Promise<CommandEnd> {
  let steps = 0
  try {
    await applyChanges({
      ...options,
      software: software(),
      command: words,
      done: (unit, { kind, sentence, statements }) => {
        steps += 1
        logger.info({ unit, kind, step: sentence, statements: statements.map(({ sql }) => sql) }, 'table-changed')
        terminal.out(`${unit}: ${sentence}: done`)
      },
    })
  } catch (error) {
    terminal.err(`${errorText(error)}\nWhat is left stands in "run.ts plan"; "run.ts apply" completes it.`)
    logger.error({ err: error }, 'apply-failed')
    const reason = reasonOfErrors([error], signals.stopped)
    return {
      reason: reason === 'not-ready' ? 'unit-failed' : reason,
      document: { ...document, applied: steps, errors: [errorFields(error)] },
    }
  }
  terminal.out(`Applied ${steps} ${steps === 1 ? 'step' : 'steps'}. The tables are as they are defined.`)
  return { reason: 'done', document: { ...document, applied: steps } }
}

async function agreed(
  { allowDestructive }: ChangeCommand,
  changes: readonly UnitChanges[],
  { signals }: CommandContext,
): Promise<boolean> {
  if (allowDestructive || !needsFlag(changes)) return true
  return canAsk() && (await confirm(`Do all of this, ${destructiveSteps(changes).join('; ')} too?`, signals.signal))
}

function needsFlag(changes: readonly UnitChanges[]): boolean {
  return destructiveSteps(changes).length > 0
}

function destructiveSteps(changes: readonly UnitChanges[]): readonly string[] {
  return changes.flatMap(({ table, steps }) => steps.filter(isDestructive).map((step) => `${table}: ${step.sentence}`))
}

function destructive(changes: readonly UnitChanges[]): string {
  return `Nothing was changed: ${destructiveSteps(changes).join('; ')}. Queries of others may not survive that: add --allow-destructive if it is meant.`
}

function obstacle(changes: readonly UnitChanges[]): string {
  const units = changes.filter(({ obstacles }) => obstacles.length > 0)
  const names = units.map(({ unit }) => unit)
  return (
    `Nothing was changed, since no step brings ${units.map(({ table }) => table).join(', ')} to the definition. ` +
    `Correct the definition or the values as said above, or drop the tables and load them anew: --delete_existing_tables --select ${names.join(' ')}`
  )
}

function tellRest({ inactive }: Plan, { terminal }: CommandContext): void {
  if (inactive.length > 0) terminal.out(`Not active, left out: ${inactive.join(', ')}.`)
}

function refused(
  { terminal }: CommandContext,
  reason: 'nothing-selected' | 'not-ready',
  message: string,
  document: CommandEnd['document'] = {},
): CommandEnd {
  terminal.err(message)
  const code = reason === 'not-ready' ? 'not-applied' : reason
  return { reason, document: { ...document, errors: [{ code, message }] } }
}
