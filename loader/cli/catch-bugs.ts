import { errorText, exitStatuses } from '../etl/index.ts'
import type { Terminal } from './terminal.ts'

export interface Bugs extends Disposable {
  /** Who writes a bug down, once there is a log. */
  log: (error: unknown) => void
}

/** What nobody caught ends the process with 70: Node's own 1 would say that a unit failed. */
export function catchBugs(terminal: Terminal): Bugs {
  surviveHangUp()
  const bug = (error: unknown): void => {
    bugs.log(error)
    terminal.err(errorText(error))
    process.exit(exitStatuses.bug)
  }
  process.on('uncaughtException', bug)
  const bugs: Bugs = { log: () => {}, [Symbol.dispose]: () => void process.off('uncaughtException', bug) }
  return bugs
}

let surviving = false

/** A reader that hangs up (`| head`) stops nothing. For good, since the last words may be told of it only after the run. */
function surviveHangUp(): void {
  if (surviving) return
  surviving = true
  const hungUp = (error: Error & { readonly code?: string }): void => {
    if (error.code !== 'EPIPE') throw error
  }
  for (const stream of [process.stdout, process.stderr]) stream.on('error', hungUp)
}
