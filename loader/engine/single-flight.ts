import { TypelineError } from '../errors/index.ts'
import { statementBeginning } from './statement-beginning.ts'

/** One statement at a time: `enter` throws while another is under way, disposing what it gave lets the next one in. */
export interface SingleFlight {
  readonly busy: boolean
  enter(statement: string): Disposable
}

/** The guard of one session: overlapping calls are a bug of the caller, never queued in silence. */
export function singleFlight(): SingleFlight {
  let running: string | null = null
  return {
    get busy() {
      return running !== null
    },
    enter(statement) {
      if (running !== null) {
        throw new TypelineError(
          'session-busy',
          `A session was given "${statementBeginning(statement, 60)}" while "${statementBeginning(running, 60)}" still runs. ` +
            'Await the first one, or open a second session.',
        )
      }
      running = statement
      return {
        [Symbol.dispose]() {
          running = null
        },
      }
    },
  }
}
