import { DefinitionError } from '../errors/index.ts'
import { type ZoneOffsets, zoneOffsets } from '../schema/index.ts'

/** Cron fields and the zone that they are told in, read. */
export interface Cron {
  readonly offsets: ZoneOffsets
  /** Whether it names no hours: it then goes by the clock, through both of a repeated hour. */
  readonly everyHour: boolean
  /** The next time that the fields name after one, both as a calendar shows them, in seconds of a local 1970; null: none. */
  nextShown(after: number): number | null
}

/**
 * Five fields, or six with seconds first, in an IANA zone; loads the parser when it is first needed.
 * Throws DefinitionError 'bad-cron' (also for fields that no day fits), 'unknown-zone'.
 */
export async function readCron(cron: string, zone: string): Promise<Cron> {
  const offsets = zoneOffsets(zone)
  const { CronExpressionParser } = await import('cron-parser')
  const fields = cron.trim().split(/\s+/)
  if (fields.length !== 5 && fields.length !== 6)
    throw bad(cron, `has ${fields.length} field${fields.length === 1 ? '' : 's'}`)
  // "H", a field drawn by lot, would be another in every process.
  if (fields.some((field) => field.includes('H'))) throw bad(cron, 'has an H, which names no time')
  // In UTC, where no hour is missing or there twice: the zone's part is done in nextTime.
  const parse = () => CronExpressionParser.parse(fields.join(' '), { tz: 'UTC', currentDate: new Date(0) })
  const expression = explained(cron, parse)
  const nextShown = (after: number): number | null => {
    expression.reset(new Date(after * 1000))
    try {
      return Math.floor(expression.next().getTime() / 1000)
    } catch {
      // The parser gives up where thousands of steps found nothing: there is no such day.
      return null
    }
  }
  if (nextShown(0) === null) throw bad(cron, 'names a day that never comes')
  return { offsets, everyHour: expression.fields.hour.values.length === 24, nextShown }
}

function explained<T>(cron: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw bad(cron, `cannot be read (${error instanceof Error ? error.message : String(error)})`, error)
  }
}

function bad(cron: string, what: string, cause?: unknown): DefinitionError {
  return new DefinitionError(
    'bad-cron',
    `"${cron}" ${what}. Write minute, hour, day of month, month, day of week, such as '30 2 * * *' for half past two each day, or '0 6 * * 1-5'.`,
    { cause },
  )
}
