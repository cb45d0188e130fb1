import { DefinitionError } from '../errors/index.ts'

const form = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?\s?(Z|[+-]\d\d:?\d\d)?)?$/

/**
 * `--execution-time` as a canonical timestamp (UTC, microseconds): a date, or a date and time; without Z or an offset it is UTC.
 * Throws DefinitionError 'bad-execution-time' on what is no instant between the years 1000 and 9998.
 */
export function parseExecutionTime(text: string): string {
  const [whole, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    form.exec(text) ?? []
  if (whole === undefined) throw bad(text)
  const naive = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const at = new Date(naive)
  // Date takes 31 February for 3 March, so what it understood is compared with what was said.
  if (Number.isNaN(at.getTime()) || at.toISOString() !== naive) throw bad(text)
  const [hours = 0, minutes = 0] = zone === 'Z' ? [] : [zone.slice(1, 3), zone.slice(-2)].map(Number)
  if (hours > 14 || minutes > 59) throw bad(text)
  at.setTime(at.getTime() - (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000)
  const utc = at.toISOString()
  if (utc < '1000-01-02' || utc >= '9999' || utc.length !== naive.length) throw bad(text)
  return `${utc.slice(0, 10)} ${utc.slice(11, 19)}.${fraction.padEnd(6, '0')}`
}

function bad(text: string): DefinitionError {
  return new DefinitionError(
    'bad-execution-time',
    `--execution-time "${text}" is no point in time. Write 2026-01-31, "2026-01-31 06:00", 2026-01-31T06:00:00Z or 2026-01-31T06:00:00+02:00; ` +
      'without an offset it is UTC.',
  )
}
