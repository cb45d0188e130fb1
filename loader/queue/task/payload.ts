import { z } from 'zod'
import { refused } from './task-failure.ts'

// What a task is sent with: names, ids and flags. Whatever decides rows is in the definitions, which each worker has for itself, and their hash proves.

const version = 1
const name = z.string().min(1).max(128)
/** May name several units at once. */
const selector = z.string().min(1).max(8192)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const id = z.int().positive()
/** No further than etl_run counts. */
const run = id.max(2 ** 31 - 1)
/** Canonical, as the run log keeps it. */
const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/, 'must be a time such as 2026-01-31 06:00:00.000000')

const flags = z.strictObject({
  /** Canonical timestamp; null: the run's start. */
  executionTime: moment.nullable(),
  acceptShrink: z.boolean(),
  fullRefresh: z.boolean(),
  acceptDeletes: z.boolean(),
  /** Bytes; null: the usual. */
  lookupMemory: id.nullable(),
})

/** Since when, in milliseconds of the epoch, the task has been waiting for what. */
const waiting = z.strictObject({ for: z.enum(['definitions', 'locked']), since: id })

const common = {
  version: z.literal(version),
  definitions: hash,
  /** The words it was asked for with, for `status`. */
  command: z.string().max(8192),
  waiting: waiting.optional(),
}

const refresh = z.strictObject({
  ...common,
  runDimensions: z.boolean(),
  runFacts: z.boolean(),
  deleteExistingTables: z.boolean(),
  select: z.array(selector).max(10_000),
  exclude: z.array(selector).max(10_000),
  flags,
})

/** Goes on with a run, its failed units too. */
const resume = z.strictObject({ ...common, resume: run })

/** A schedule means whatever definitions and units are there when its time has come. */
const scheduled = z.strictObject({ schedule: name, waiting: waiting.optional() })

const unit = z.strictObject({
  ...common,
  name,
  type: z.enum(['dimension', 'fact']),
  /** The refresh's run and task; null: a run of its own. */
  of: z.strictObject({ run, task: name }).nullable(),
  flags,
})

export type TaskFlags = z.infer<typeof flags>
export type Waiting = z.infer<typeof waiting>
export type RefreshPayload = z.infer<typeof refresh>
export type ResumePayload = z.infer<typeof resume>
export type ScheduledPayload = z.infer<typeof scheduled>
export type UnitPayload = z.infer<typeof unit>

export const payloadVersion = version
export const usualFlags: TaskFlags = {
  executionTime: null,
  acceptShrink: false,
  fullRefresh: false,
  acceptDeletes: false,
  lookupMemory: null,
}

/** Far more than names and flags take. */
const mostBytes = 1024 * 1024

/** Throws UnrecoverableError 'bad-payload'. */
export function unitPayload(data: unknown): UnitPayload {
  return parsed(unit, data)
}

/** Throws UnrecoverableError 'bad-payload'. */
export function refreshPayload(data: unknown): RefreshPayload | ResumePayload | ScheduledPayload {
  if (typeof data === 'object' && data !== null && 'schedule' in data) return parsed(scheduled, data)
  if (typeof data === 'object' && data !== null && 'resume' in data) return parsed(resume, data)
  return parsed(refresh, data)
}

/** Of what is stored with a run. */
export const storedFlags = flags

function parsed<T>(schema: z.ZodType<T>, data: unknown): T {
  const size = sizeOf(data)
  if (size === null || size > mostBytes)
    throw refused(
      'bad-payload',
      `The task's data are ${size === null ? 'lists within lists' : `${size} characters long`}, where names and flags are due.`,
    )
  const theirs = typeof data === 'object' && data !== null && 'version' in data ? data.version : version
  if (theirs !== version)
    throw refused(
      'bad-payload',
      `The task's data are of version ${JSON.stringify(theirs)?.slice(0, 40)}, this worker knows ${version}. Let enqueuer and workers be of one version of Typeline, and enqueue it again.`,
    )
  const result = schema.safeParse(data)
  if (result.success) return result.data
  const findings = result.error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'data'}: ${message}`)
  throw refused(
    'bad-payload',
    `The task's data are malformed (${findings.slice(0, 5).join('; ').slice(0, 1000)}). Enqueue it by run.ts enqueue or tasks/.`,
  )
}

/** null: too deep to be written out. */
function sizeOf(data: unknown): number | null {
  try {
    return JSON.stringify(data)?.length ?? 0
  } catch {
    return null
  }
}
