import { type EtlEvent, ended, endLine, type Listener, runningLine } from '../etl/index.ts'
import type { Progress } from '../load/index.ts'
import type { Terminal } from './terminal.ts'

/** Milliseconds between two drawings of the live line, and between two signs of life where nobody looks. */
const redraw = 100
const heartbeat = 30_000

interface Running {
  readonly unit: string
  readonly since: number
  progress: Progress | null
}

/**
 * Tells of a run while it goes on: on a terminal a live line for each running unit, elsewhere a plain one every 30 s; a line at each unit's end.
 */
export function tellProgress(terminal: Terminal): { readonly listener: Listener } & Disposable {
  const running = new Map<string, Running>()
  let timer: NodeJS.Timeout | undefined
  const show = () => {
    const lines = [...running.values()].map(({ unit, progress, since }) =>
      runningLine(unit, progress, performance.now() - since),
    )
    if (terminal.live) terminal.draw(lines.join('\n'))
    else for (const line of lines) terminal.out(line)
  }
  const begin = (unit: string) => {
    running.set(unit, { unit, since: performance.now(), progress: null })
    timer ??= setInterval(show, terminal.live ? redraw : heartbeat)
    if (terminal.live) show()
  }
  const end = (unit: string) => {
    running.delete(unit)
    if (running.size === 0) stop()
  }
  const stop = () => {
    clearInterval(timer)
    timer = undefined
    running.clear()
    terminal.draw('')
  }
  const listener = (event: EtlEvent): void => {
    if (event.kind === 'unit-started') begin(event.unit)
    const far = event.kind === 'unit-progress' ? running.get(event.progress.unit) : undefined
    if (far !== undefined && event.kind === 'unit-progress') far.progress = event.progress
    const unit = ended(event)
    if (unit === null) return
    end(unit.unit)
    if (unit.status === 'done') terminal.out(endLine(unit))
    else terminal.err(endLine(unit))
    if (terminal.live && running.size > 0) show()
  }
  return { listener, [Symbol.dispose]: stop }
}
