/** Facts of an error for the log and `--json`; never a password. */
export type ErrorFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

interface Details {
  readonly cause?: unknown
  readonly fields?: ErrorFields
}

/**
 * Everything the loader throws on purpose; `code` is stable kebab-case, the message a sentence that names what, where, what to do next.
 * `transient`: the same attempt may succeed later without anyone changing anything.
 */
export class TypelineError extends Error {
  override readonly name: string = 'TypelineError'
  readonly code: string
  readonly fields: ErrorFields
  readonly transient: boolean

  constructor(code: string, message: string, details: Details & { readonly transient?: boolean } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.fields = details.fields ?? {}
    this.transient = details.transient ?? false
  }
}

/** A definition, configuration or command that cannot be right: found before anything runs (exit status 2). */
export class DefinitionError extends TypelineError {
  override readonly name: string = 'DefinitionError'

  constructor(code: string, message: string, details: Details = {}) {
    super(code, message, details)
  }
}

/** A database refused, broke off or could not be reached; `transient` tells the queue whether to try again. */
export class DatabaseError extends TypelineError {
  override readonly name: string = 'DatabaseError'
}

/** A unit that may not or cannot go on: fenced, locked, over a threshold, shrunken, out of keys. */
export class LoadError extends TypelineError {
  override readonly name: string = 'LoadError'
}
