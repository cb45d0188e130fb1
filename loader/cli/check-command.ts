import {
  checkStar,
  count,
  emptyPlan,
  openConnections,
  planUnits,
  restoreMembers,
  type UnitNode,
  type UnitReport,
  unitGraph,
} from '../etl/index.ts'
import type { InvariantFinding } from '../load/index.ts'
import type { CheckCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { software } from './software.ts'

/** `check`: the definitions, which every command has proved before it is here; with `--warehouse` what must be true of the star's rows. */
export async function checkCommand(command: CheckCommand, context: CommandContext): Promise<CommandEnd> {
  const { warehouse, terminal } = context
  const graph = unitGraph(warehouse)
  terminal.out(`The definitions are well: ${kinds(graph)}.`)
  if (!command.warehouse) return { reason: 'done', document: { definitions: graph.length } }
  const plan = planUnits(graph, { ...command.selection, kinds: new Set(['dimension', 'fact']) })
  const why = emptyPlan(plan)
  if (why !== null) {
    terminal.err(why)
    return { reason: 'nothing-selected', document: { errors: [{ code: 'nothing-selected', message: why }] } }
  }
  await using connections = openConnections(warehouse, { missingWarehouse: 'stand-in', notice: context.notice })
  const { signal } = context.signals
  const options = { warehouse, plan, connections, signal }
  const reports = await checkStar(options, (report) => tell(report, command.fix, context))
  if (plan.inactive.length > 0) terminal.out(`Not active, left out: ${plan.inactive.join(', ')}.`)
  const restored: object[] = []
  if (command.fix) {
    await restoreMembers(options, reports, { software: software(), command: context.words }, (unit, keys) => {
      restored.push({ name: unit, keys })
      context.logger.info({ unit, keys }, 'members-restored')
      terminal.out(`${unit}: restored the reserved members ${keys.join(', ')}`)
    })
  }
  const wrong = reports.filter(({ report }) => isWrong(report, command.fix)).length
  const units = `${reports.length} ${reports.length === 1 ? 'unit' : 'units'}`
  if (wrong === 0) terminal.out(`All is well with the tables of ${units}.`)
  else terminal.err(`Something is wrong with the tables of ${wrong} of ${units}.`)
  return { reason: wrong === 0 ? 'done' : 'not-ready', document: { units: reports.map(fields), restored } }
}

function isWrong(report: UnitReport['report'], fix: boolean): boolean {
  return report !== null && (report.findings.length > 0 || (report.missing.length > 0 && !fix))
}

function tell({ unit, table, report }: UnitReport, fix: boolean, { terminal, logger }: CommandContext): void {
  if (report === null) {
    terminal.out(`${unit}: ${table} is not there yet; a load makes it`)
    return
  }
  const { findings, missing } = report
  for (const finding of findings) {
    logger.error({ unit, table, ...finding }, 'invariant-broken')
    terminal.err(`${unit}: ${table}: ${sentence(finding)}`)
  }
  if (missing.length > 0) {
    logger.error({ unit, table, missing }, 'reserved-member-missing')
    const remedy = fix ? '' : ` Restore what is missing: run.ts check --warehouse --fix --select ${unit}`
    terminal.err(`${unit}: ${table} has lost its reserved members ${missing.join(', ')}.${remedy}`)
  }
  if (findings.length + missing.length === 0) terminal.out(`${unit}: ${table} is well`)
}

function sentence({ sentence: what, remedy, rows, example }: InvariantFinding): string {
  const cells = Object.entries(example).map(([name, value]) => `${name} ${value === null ? 'NULL' : String(value)}`)
  const found = rows === 0 ? '' : ` (${count(rows)} found, for example ${cells.join(', ')})`
  return `${what}${found}. ${remedy}.`
}

function fields({ unit, table, report }: UnitReport): object {
  return { name: unit, table, there: report !== null, findings: report?.findings ?? [], missing: report?.missing ?? [] }
}

function kinds(graph: readonly UnitNode[]): string {
  const number = (kind: UnitNode['kind']) => graph.filter((node) => node.kind === kind).length
  const told = (all: number, kind: string) => `${all} ${kind}${all === 1 ? '' : 's'}`
  return `${told(number('dimension'), 'dimension')}, ${told(number('fact'), 'fact')}`
}
