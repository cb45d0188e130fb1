import { LoadError, TypelineError } from '../errors/index.ts'
import type { EtlEvent } from '../etl/index.ts'

/** An event as JSON; of errors what people and exit statuses need. */
export function eventText(event: EtlEvent): string {
  return JSON.stringify(event, (_key, value: unknown) => (value instanceof Error ? { [mark]: fieldsOf(value) } : value))
}

/** The event again; errors of ours are LoadErrors of the same code, transience and sentence. */
export function eventOf(text: string): EtlEvent {
  return JSON.parse(text, (_key, value: unknown) => (isMarked(value) ? errorOf(value[mark]) : value)) as EtlEvent
}

const mark = '$error'

interface Fields {
  /** null: a bug of ours. */
  readonly code: string | null
  readonly message: string
  readonly transient: boolean
}

function fieldsOf(error: Error): Fields {
  const ours = error instanceof TypelineError
  return { code: ours ? error.code : null, message: error.message, transient: ours && error.transient }
}

function errorOf({ code, message, transient }: Fields): Error {
  return code === null ? new Error(message) : new LoadError(code, message, { transient })
}

function isMarked(value: unknown): value is { readonly [mark]: Fields } {
  return typeof value === 'object' && value !== null && mark in value
}
