import { type Connections, emptyPlan, errorFields, openConnections, reasonOfErrors } from '../etl/index.ts'
import type { Notices } from '../notify/index.ts'
import type { RunCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { deleteStep } from './delete-step.ts'
import { dryRunStep } from './dry-run-step.ts'
import { loadStep } from './load-step.ts'
import { openRunNotices } from './open-run-notices.ts'
import { type CommandPlan, planCommand } from './plan-command.ts'
import { proveStep } from './prove-step.ts'

/** `run`: asks, proves, deletes, loads, as far as asked for; each step only when the one before it went well. */
export async function runCommand(command: RunCommand, context: CommandContext): Promise<CommandEnd> {
  const plan = planCommand(command, context)
  for (const step of [plan.deletion, plan.load, plan.test]) {
    const why = step === null ? null : emptyPlan(step)
    if (why === null) continue
    context.terminal.err(why)
    return { reason: 'nothing-selected', document: { errors: [{ code: 'nothing-selected', message: why }] } }
  }
  // Opened first, so that nothing is held any more while the last of them is sent.
  await using notices = plan.load === null || command.dryRun ? null : openRunNotices(context)
  await using connections = openConnections(context.warehouse, {
    missingWarehouse: plan.load === null || command.dryRun ? 'stand-in' : 'make',
    notice: context.notice,
  })
  try {
    return await runSteps(command, plan, connections, notices, context)
  } catch (error) {
    notices?.refused({ reason: reasonOfErrors([error], context.signals.stopped), errors: [{ error }] })
    throw error
  }
}

async function runSteps(
  command: RunCommand,
  plan: CommandPlan,
  connections: Connections,
  notices: Notices | null,
  context: CommandContext,
): Promise<CommandEnd> {
  const proved = plan.test ?? plan.load
  if (proved !== null) {
    // Tables that go first need not fit.
    const tables = plan.deletion === null
    const { fullRefresh } = command
    const aloud = plan.test !== null
    const obstacles = await proveStep({ plan: proved, connections, context, tables, fullRefresh, aloud })
    if (obstacles.length > 0) {
      const errors = obstacles.map(({ where, error }) => ({ where, ...errorFields(error) }))
      const reason = reasonOfErrors(
        obstacles.map(({ error }) => error),
        context.signals.stopped,
      )
      notices?.refused({ reason, errors: obstacles })
      return { reason, document: { errors } }
    }
  }
  const deleted = plan.deletion === null ? {} : await deleteStep(command, plan, plan.deletion, connections, context)
  if (plan.load === null)
    return {
      reason: 'done',
      document: { ...deleted, units: (proved?.units ?? []).map(({ name, kind }) => ({ name, kind, status: 'fits' })) },
    }
  const { reason, document } = command.dryRun
    ? await dryRunStep(command, plan.load, connections, context)
    : await loadStep(command, plan.load, connections, context, notices?.listener)
  return { reason, document: { ...deleted, ...document } }
}
