import type { EtlEvent, Listener } from '../etl/index.ts'
import type { Progress } from '../load/index.ts'
import type { Terminal } from './terminal.ts'
import { ended, endLine, runningLine } from './unit-line.ts'

/** Milliseconds between two drawings of the live line, and between two signs of life where nobody looks. */
const redraw = 100
const heartbeat = 30_000

interface Running {
  readonly unit: string
  readonly since: number
  progress: Progress | null
}

/** Tells of a run while it goes on: a live line for the running unit on a terminal, elsewhere a plain one every 30 s; a line at each unit's end. */
export function tellProgress(terminal: Terminal): { readonly listener: Listener } & Disposable {
  let running: Running | null = null
  const show = () => {
    if (running === null) return
    const line = runningLine(running.unit, running.progress, performance.now() - running.since)
    if (terminal.live) terminal.draw(line)
    else terminal.out(line)
  }
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    clearInterval(timer)
    running = null
    terminal.draw('')
  }
  const listener = (event: EtlEvent): void => {
    if (event.kind === 'unit-started') {
      stop()
      running = { unit: event.unit, since: performance.now(), progress: null }
      timer = setInterval(show, terminal.live ? redraw : heartbeat)
      if (terminal.live) show()
    }
    if (event.kind === 'unit-progress' && running !== null) running.progress = event.progress
    const unit = ended(event)
    if (unit === null) return
    stop()
    if (unit.status === 'done') terminal.out(endLine(unit))
    else terminal.err(endLine(unit))
  }
  return { listener, [Symbol.dispose]: stop }
}
