import { TypelineError } from '../../errors/index.ts'

/** Whether an error is one that the loader throws on purpose; any other is a bug of ours. */
export function isExpected(error: unknown): error is TypelineError {
  return error instanceof TypelineError
}

/** An error for people: its sentence, and below it short what caused it; the stack where it is a bug. */
export function errorText(error: unknown): string {
  if (!isExpected(error)) return bugText(error)
  const lines = [error.message]
  let cause = error.cause
  for (let depth = 0; depth < 3 && cause !== undefined && cause !== null; depth++) {
    const said = sentence(cause)
    if (said !== '' && !lines.some((line) => line.includes(said))) lines.push(`  because: ${said}`)
    cause = cause instanceof Error ? cause.cause : undefined
  }
  return lines.join('\n')
}

function bugText(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? String(error)) : `thrown: ${String(error)}`
  return `This is a bug of the loader, not of your definitions; please report it with the lines below.\n${stack}`
}

/** Node gathers the addresses it tried in an AggregateError without a message. */
function sentence(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') return cause.errors.map(sentence).join('; ')
  const text = cause instanceof Error ? cause.message : String(cause)
  return text.split('\n')[0] ?? ''
}
