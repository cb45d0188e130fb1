import type { Refused } from '../schema/index.ts'
import { knownOptions } from './known-options.ts'
import { type MailOptions, mailShape, type WebhookOptions, webhookShape } from './notices.ts'
import type { One } from './one.ts'
import { type QueueOptions, queueShape } from './queue-options.ts'
import { defaultRejectLimits } from './reject-limits.ts'
import { type ScheduleOptions, scheduleShapes } from './schedules.ts'
import type { RejectLimits, Setting, UnitDefinition, WarehouseShape } from './shapes.ts'
import type { Units } from './units.ts'

type Connections = Readonly<Record<string, Setting | string>>

interface WarehouseOptions<C extends Connections, D extends Units, F extends Units> {
  /** The databases that are read, by the name that a source's `from` says: `duckdb:./file.duckdb`, `mysql://user:password@host:3306/db`, `postgres://…`. */
  readonly sources: C
  /** The database that holds the star. */
  readonly warehouse: Setting | string
  /** A warehouse that holds sample data alone: at this URL `--delete_existing_tables` does not ask. */
  readonly sample?: string
  /** The Redis that keeps the queue: `redis://:password@host:6379/0`. Without it there is no queue. */
  readonly redis?: Setting | string
  readonly queue?: QueueOptions
  /** Refreshes that begin by themselves while a worker runs, by name. */
  readonly schedules?: Readonly<Record<string, ScheduleOptions>>
  /** Tells people of runs, queued or not. */
  readonly mail?: MailOptions
  /** Tells a program of runs, queued or not. */
  readonly webhook?: WebhookOptions
  /** Where the JSON log goes, from which level on, and how long it is kept: './etl-log', 'info', '90 days'. */
  readonly log?: { readonly directory?: string; readonly level?: string; readonly keep?: string }
  readonly dimensions: Connected<'dimension', C, D>
  readonly facts: Connected<'fact', C, F>
  /** Shares of the rows read: above `warn` (0.01) exit status 3, above `fail` (0.1) the unit fails. A unit may have its own. */
  readonly rejects?: RejectLimits
}

/** The units as they are; or a sentence about one that reads a connection which config does not name, or is of the other kind. */
type Connected<K extends UnitDefinition['kind'], C, U extends Units> =
  U extends Units<infer L, infer R>
    ? [L] extends [K]
      ? [Lost<C, R>] extends [never]
        ? U
        : Refused<One<Lost<C, R>> & string>
      : Refused<`these are ${L}s: they belong under ${L}s`>
    : never

type Lost<C, R> = {
  [N in keyof R]: R[N] extends keyof C | ''
    ? never
    : `${N & string} reads from ${R[N] & string}, which sources does not name`
}[keyof R]

const known = [
  ...['sources', 'warehouse', 'sample', 'redis', 'queue', 'schedules', 'mail', 'webhook', 'log'],
  ...['dimensions', 'facts', 'rejects'],
]
const knownOfLog = ['directory', 'level', 'keep']

/** A warehouse: where it and its sources are, and its units. The default export of `config.ts`. */
export function warehouse<C extends Connections, D extends Units, F extends Units>(
  options: WarehouseOptions<C, D, F>,
): WarehouseShape {
  knownOptions('warehouse', options, known)
  knownOptions('warehouse, log', options.log ?? {}, knownOfLog)
  const { mail, redis, rejects, sample, webhook } = options
  return Object.freeze({
    sources: Object.freeze({ ...options.sources }),
    warehouse: options.warehouse,
    ...(sample === undefined ? {} : { sample }),
    ...(redis === undefined ? {} : { redis }),
    queue: queueShape(options.queue),
    schedules: scheduleShapes(options.schedules),
    ...(mail === undefined ? {} : { mail: mailShape(mail) }),
    ...(webhook === undefined ? {} : { webhook: webhookShape(webhook) }),
    log: Object.freeze({ directory: './etl-log', level: 'info', keep: '90 days', ...options.log }),
    // What is no Refused is the units.
    dimensions: options.dimensions as unknown as WarehouseShape['dimensions'],
    facts: options.facts as unknown as WarehouseShape['facts'],
    rejects: rejects === undefined ? defaultRejectLimits : Object.freeze({ ...rejects }),
  })
}
