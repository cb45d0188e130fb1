import { type Logger, pino } from 'pino'
import { TypelineError } from '../errors/index.ts'
import type { EtlEvent, Listener } from '../etl/index.ts'
import type { Run } from '../log/index.ts'

/** A pino logger of JSON lines, its passwords hidden. */
export function openLogger(level: string, write: (line: string) => void, hide: (text: string) => string): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorFields, unrecorded: errorFields },
    },
    { write: (line: string) => write(hide(line)) },
  )
}

/**
 * Writes what happens in a run to the log, each line with `run_id` and, where it is of one, `unit`. `run`: what is heard is of this one, though its
 * beginning may have been told elsewhere.
 */
export function logEvents(logger: Logger, run?: Run): Listener {
  let log = run === undefined ? logger : logger.child({ run_id: run.id })
  return (event: EtlEvent) => {
    switch (event.kind) {
      case 'run-started':
        log = logger.child({ run_id: event.run.id })
        return log.info({ execution_time: event.run.executionTime, units: event.units }, event.kind)
      case 'unit-started':
        return log.info({ unit: event.unit, kind: event.unitKind }, event.kind)
      case 'unit-progress': {
        const { unit, ...far } = event.progress
        return log.debug({ unit, ...far }, event.kind)
      }
      case 'unit-finished':
      case 'unit-failed': {
        const { unit, error, ...told } = event.outcome
        const level = event.kind === 'unit-failed' ? 'error' : told.warned ? 'warn' : 'info'
        return log[level]({ unit, ...told, ...(error === undefined ? {} : { err: error }) }, event.kind)
      }
      case 'unit-skipped':
        return log.warn({ unit: event.unit.unit, because: event.unit.because }, event.kind)
      case 'run-finished':
        return log.info({ milliseconds: event.result.milliseconds }, event.kind)
    }
  }
}

/** An error with its stack and all its causes: the log is where one looks for more. */
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  return {
    type: error.name,
    ...(error instanceof TypelineError ? { code: error.code, fields: error.fields, transient: error.transient } : {}),
    message: error.message,
    stack: error.stack,
    ...(error instanceof AggregateError ? { errors: error.errors.map(errorFields) } : {}),
    ...(error.cause === undefined ? {} : { cause: errorFields(error.cause) }),
  }
}
