import { LoadError, TypelineError } from '../../errors/index.ts'
import type { EtlEvent } from '../../etl/index.ts'
import { workerBug } from '../worker/worker-bug.ts'

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
  /** What caused it, in a sentence each, the nearest first. */
  readonly causes?: readonly string[]
}

function fieldsOf(error: Error): Fields {
  if (!(error instanceof TypelineError)) return { code: null, message: error.message, transient: false }
  const { code, message, transient } = error
  return { code, message, transient, causes: causesOf(error) }
}

/** As many as people are told of. */
function causesOf(error: Error): readonly string[] {
  const causes: string[] = []
  for (let cause = error.cause; causes.length < 3 && cause instanceof Error; cause = cause.cause) {
    // Node gathers the addresses it tried in one without a message.
    const inner: readonly unknown[] = cause instanceof AggregateError && cause.message === '' ? cause.errors : [cause]
    causes.push(inner.map((one) => (one instanceof Error ? one.message : String(one))).join('; '))
  }
  return causes
}

function errorOf({ code, message, transient, causes = [] }: Fields): Error {
  if (code === null) return workerBug(message)
  const cause = causes.reduceRight<Error | undefined>((of, text) => new Error(text, { cause: of }), undefined)
  return new LoadError(code, message, { transient, cause })
}

function isMarked(value: unknown): value is { readonly [mark]: Fields } {
  return typeof value === 'object' && value !== null && mark in value
}
