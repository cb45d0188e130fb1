import { DelayedError, type Job, UnrecoverableError, WaitingError } from 'bullmq'
import { LoadError, TypelineError } from '../../errors/index.ts'
import { workerBug } from '../worker/worker-bug.ts'

// The queue keeps of a failure its message alone, so its code stands before it.

/** Ends a task for good: it is not tried again. */
export function refused(code: string, message: string): UnrecoverableError {
  return new UnrecoverableError(`${code}: ${message}`)
}

/** Ends a task whose run has told its own end. */
export class RunFailed extends UnrecoverableError {}

/** Ends a task for good, of this error. */
export function refusedAs(error: unknown): UnrecoverableError {
  return new UnrecoverableError(failureText(error))
}

/** Whether the queue is to try again: the error passes by itself, or is of Redis, which is away for a while. */
export function mayPass(job: Job, error: unknown): boolean {
  const last = job.attemptsMade + 1 >= (job.opts.attempts ?? 1)
  return !last && (error instanceof TypelineError ? error.transient : !(error instanceof TypeError))
}

/**
 * What a task's work threw as the queue is to take it, its passwords hidden: tried again, given up, or what the work has settled with the queue itself.
 */
export function asQueueError(job: Job, error: unknown, hide: (text: string) => string): unknown {
  if (error instanceof DelayedError || error instanceof WaitingError) return error
  if (error instanceof RunFailed) return new RunFailed(hide(error.message))
  if (error instanceof UnrecoverableError) return new UnrecoverableError(hide(error.message))
  return mayPass(job, error) ? new Error(hide(failureText(error))) : new UnrecoverableError(hide(failureText(error)))
}

/** What the queue keeps of an error. */
export function failureText(error: unknown): string {
  if (error instanceof TypelineError) return `${error.code}: ${error.message}`
  return `bug: ${error instanceof Error ? error.message : String(error)}`
}

/** The error that a kept text was; a bug of ours comes back as what is no TypelineError. */
export function failureOf(text: string | undefined): Error {
  const [, code, message = ''] = /^([a-z][a-z0-9-]*): ([\s\S]*)$/.exec(text ?? '') ?? []
  if (code === 'bug') return workerBug(message)
  return code === undefined ? stalled(text ?? '') : new LoadError(code, message)
}

/** What BullMQ itself says, of tasks whose workers end again and again. */
function stalled(text: string): LoadError {
  return new LoadError(
    'task-failed',
    `The queue gave the task up: ${text === '' ? 'it does not say why' : text}. The logs of the workers tell how they ended.`,
  )
}
