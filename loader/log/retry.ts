import { setTimeout as sleep } from 'node:timers/promises'
import { conflictCodes, type DatabaseErrorCode, type Session } from '../engine/index.ts'
import { DatabaseError } from '../errors/index.ts'

export interface RetryOptions {
  readonly attempts: number
  /** Milliseconds before the second attempt; doubled each time up to `longest`, each shortened by chance down to a half. */
  readonly pause: number
  readonly longest?: number
  readonly signal?: AbortSignal | undefined
  readonly again: (error: unknown) => boolean
}

export function hasCode(error: unknown, ...codes: readonly DatabaseErrorCode[]): boolean {
  return error instanceof DatabaseError && (codes as readonly string[]).includes(error.code)
}

/** Only the transaction's luck was bad (deadlock, lock time-out, DuckDB's conflict). */
export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && conflictCodes.has(error.code)
}

/** Runs work until it succeeds, `again` refuses its error, the attempts are used up or the signal aborts: then throws the last error. */
export async function retry<T>(options: RetryOptions, work: () => Promise<T>): Promise<T> {
  const { attempts, pause, longest = 2000, signal, again } = options
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= attempts || !again(error)) throw error
      const wait = Math.min(pause * 2 ** (attempt - 1), longest)
      // An aborted signal ends the wait at once, also one aborted before.
      const slept = sleep(wait * (0.5 + Math.random() / 2), true, signal === undefined ? {} : { signal })
      if (!(await slept.catch(() => false))) throw error
    }
  }
}

/** A short transaction of the log's own: tried again on conflicts for some seconds, since on engines that do not wait two may meet often. */
export function shortTransaction<T>(session: Session, work: () => Promise<T>): Promise<T> {
  return retry({ attempts: 30, pause: 10, longest: 500, again: isConflict }, () => session.transaction(work))
}
