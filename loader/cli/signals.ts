import { LoadError } from '../errors/index.ts'
import type { Reason } from '../etl/index.ts'

/** The first SIGINT or SIGTERM aborts; a second one ends the process at once. */
export interface Signals extends Disposable {
  readonly signal: AbortSignal
  /** The reason the signal gives the run's end; null before any. */
  readonly stopped: Reason | null
}

const reasons = { SIGINT: 'interrupted', SIGTERM: 'terminated' } as const
const statuses = { SIGINT: 130, SIGTERM: 143 } as const

/** `said` is told of the first signal, that people know that it was heard. */
export function listenToSignals(said: (name: 'SIGINT' | 'SIGTERM') => void): Signals {
  const controller = new AbortController()
  let stopped: Reason | null = null
  const hear = (name: NodeJS.Signals): void => {
    if (name !== 'SIGINT' && name !== 'SIGTERM') return
    if (stopped !== null) process.exit(statuses[name])
    stopped = reasons[name]
    said(name)
    controller.abort(new LoadError('cancelled', `Stopped by ${name}.`))
  }
  process.on('SIGINT', hear).on('SIGTERM', hear)
  return {
    signal: controller.signal,
    get stopped() {
      return stopped
    },
    [Symbol.dispose]: () => void process.off('SIGINT', hear).off('SIGTERM', hear),
  }
}
