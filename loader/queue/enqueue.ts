import { randomUUID } from 'node:crypto'
import { DefinitionError } from '../errors/index.ts'
import { knownInstead, unitGraph } from '../etl/index.ts'
import { definitionsHash } from '../model/index.ts'
import { type Broker, taskNames } from './broker.ts'
import {
  payloadVersion,
  type RefreshPayload,
  type ResumePayload,
  storedFlags,
  type TaskFlags,
  type UnitPayload,
  usualFlags,
} from './task/payload.ts'
import { refreshOptions, unitOptions } from './task/task-options.ts'
import { planAlone, planTask } from './task/task-plan.ts'

/** What a refresh is to do; all that is left out is as the task's defaults say. */
export interface RefreshRequest extends Partial<TaskFlags> {
  /** Default: true. */
  readonly runDimensions?: boolean
  /** Default: true. */
  readonly runFacts?: boolean
  /** Default: false. */
  readonly deleteExistingTables?: boolean
  /** As `--select`; default: all active units. */
  readonly select?: readonly string[]
  readonly exclude?: readonly string[]
}

export interface UnitRequest extends Partial<TaskFlags> {
  readonly name: string
  readonly type: 'dimension' | 'fact'
}

/** Queues a refresh; gives its task's id. Throws DefinitionError 'bad-option', 'unknown-unit', 'nothing-selected', 'orphaned-facts'. */
export async function enqueueRefresh(broker: Broker, request: RefreshRequest, command: string): Promise<string> {
  const {
    runDimensions = true,
    runFacts = true,
    deleteExistingTables = false,
    select = [],
    exclude = [],
    ...flags
  } = request
  const payload: RefreshPayload = {
    ...common(broker, command),
    runDimensions,
    runFacts,
    deleteExistingTables,
    select: [...select],
    exclude: [...exclude],
    flags: flagsOf(flags),
  }
  planTask(broker.warehouse, payload)
  return await add(broker, payload)
}

/** Queues one unit by itself; gives its task's id. Throws DefinitionError 'bad-option', 'unknown-unit', 'nothing-selected'. */
export async function enqueueUnit(
  broker: Broker,
  { name, type, ...flags }: UnitRequest,
  command: string,
): Promise<string> {
  requireActive(broker, name, type)
  const payload: UnitPayload = { ...common(broker, command), name, type, of: null, flags: flagsOf(flags) }
  const [unit] = planAlone(broker.warehouse, name, payload.flags).units
  const jobId = randomUUID()
  await broker.units[unit?.class ?? 'default'].add(taskNames.unit, payload, { jobId, ...unitOptions(broker.warehouse) })
  return jobId
}

/** Queues that a run be gone on with: what failed, was skipped or not begun is loaded, what is done is not. Gives the task's id. */
export async function enqueueResume(broker: Broker, run: number, command: string): Promise<string> {
  const payload: ResumePayload = { ...common(broker, command), resume: run }
  return await add(broker, payload)
}

function common({ warehouse }: Broker, command: string) {
  return { version: payloadVersion, definitions: definitionsHash(warehouse), command } as const
}

async function add({ refreshes }: Broker, payload: RefreshPayload | ResumePayload): Promise<string> {
  const jobId = randomUUID()
  await refreshes.add(taskNames.refresh, payload, { jobId, ...refreshOptions })
  return jobId
}

/** What a worker would refuse is refused before it is queued. */
function flagsOf(asked: Partial<TaskFlags>): TaskFlags {
  const read = storedFlags.safeParse({ ...usualFlags, ...asked })
  if (read.success) return read.data
  const found = read.error.issues.map(({ path, message }) => [...path, message].map(String).join(': ')).join('; ')
  throw new DefinitionError('bad-option', `A task cannot be queued with these options: ${found}.`)
}

function requireActive({ warehouse }: Broker, name: string, type: 'dimension' | 'fact'): void {
  const units = unitGraph(warehouse).filter(({ kind }) => kind === type)
  const unit = units.find((one) => one.name === name)
  if (unit === undefined) {
    const names = units.map((one) => one.name)
    throw new DefinitionError('unknown-unit', `There is no ${type} "${name}". ${knownInstead(name, names, type)}`)
  }
  if (!unit.active) throw new DefinitionError('nothing-selected', `${name} is not active in config.ts.`)
}
