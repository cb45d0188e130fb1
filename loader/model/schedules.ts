import { DefinitionError } from '../errors/index.ts'
import { knownOptions } from './known-options.ts'
import type { ScheduleShape } from './shapes.ts'

/** When a refresh is to begin, and of which units. */
export interface ScheduleOptions {
  /** Five fields (minute, hour, day of month, month, day of week), or six with seconds first: '30 2 * * *'. */
  readonly cron: string
  /** The IANA zone that the fields are told in: 'America/New_York'. */
  readonly zone: string
  /** As `--select`: '+refund', 'tag:monthly', 'kind:dimension'; default: all active units. */
  readonly select?: string | readonly string[]
  /** As `--exclude`. */
  readonly exclude?: string | readonly string[]
  /** What becomes of times at which no worker ran: one refresh for all of them as soon as one runs again ('once', the default), or none ('skip'). */
  readonly missed?: 'once' | 'skip'
}

const known = ['cron', 'zone', 'select', 'exclude', 'missed']

/** Throws DefinitionError 'unknown-option', 'bad-option'; what cron fields and zone mean is proved where schedules are set. */
export function scheduleShapes(
  options: Readonly<Record<string, ScheduleOptions>> = {},
): Readonly<Record<string, ScheduleShape>> {
  return Object.freeze(Object.fromEntries(Object.entries(options).map(([name, one]) => [name, shapeOf(name, one)])))
}

function shapeOf(name: string, options: ScheduleOptions): ScheduleShape {
  const place = `warehouse, schedule ${name}`
  knownOptions(place, options, known)
  // BullMQ takes a colon in a scheduler's name for its own.
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(name))
    throw bad(place, 'its name must be letters, digits, - and _ alone, at most 64')
  const { cron, zone, select, exclude, missed = 'once' } = options
  if (missed !== 'once' && missed !== 'skip')
    throw bad(place, `missed is ${JSON.stringify(missed)}, and must be 'once' or 'skip'`)
  for (const [option, value] of Object.entries({ cron, zone }))
    if (typeof value !== 'string' || value === '') throw bad(place, `${option} is missing`)
  return Object.freeze({ cron, zone, select: texts(select), exclude: texts(exclude), missed })
}

function texts(value: string | readonly string[] = []): readonly string[] {
  return Object.freeze(typeof value === 'string' ? [value] : [...value])
}

function bad(place: string, what: string): DefinitionError {
  return new DefinitionError('bad-option', `${place}: ${what}.`)
}
