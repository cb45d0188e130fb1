import { LoadError } from '../errors/index.ts'
import type { Notice, Recipient } from './notice.ts'

/** Notices that wait for a recipient who takes none: what comes on top is lost, and said to be. */
const mostWaiting = 100

export interface OutboxOptions {
  /** Milliseconds for one notice. */
  readonly patience: number
  /** Told of each notice that was not taken. */
  readonly lost: (notice: Notice, error: unknown) => void
}

/** Sends the notices for one recipient in the background, one after another. */
export class Outbox {
  readonly #recipient: Recipient
  readonly #options: OutboxOptions
  #giveUp = new AbortController()
  #last: Promise<void> = Promise.resolve()
  #waiting = 0

  constructor(recipient: Recipient, options: OutboxOptions) {
    this.#recipient = recipient
    this.#options = options
  }

  post(notice: Notice): void {
    if (this.#waiting >= mostWaiting) {
      this.#options.lost(notice, new LoadError('not-delivered', `${mostWaiting} notices before it wait still`))
      return
    }
    this.#waiting++
    this.#last = this.#last.then(async () => {
      try {
        await this.#deliver(notice)
      } catch (error) {
        this.#options.lost(notice, error)
      } finally {
        this.#waiting--
      }
    })
  }

  /** Waits until all is sent or lost; what is not after `milliseconds` is given up. */
  async settled(milliseconds: number): Promise<void> {
    const giveUp = this.#giveUp
    const timer = setTimeout(() => giveUp.abort(late(milliseconds)), milliseconds)
    await this.#last
    clearTimeout(timer)
    if (giveUp.signal.aborted) this.#giveUp = new AbortController()
  }

  /** The limit holds whatever the recipient does with its signal. */
  async #deliver(notice: Notice): Promise<void> {
    const { patience } = this.#options
    const impatient = new AbortController()
    const timer = setTimeout(() => impatient.abort(late(patience)), patience)
    const signal = AbortSignal.any([impatient.signal, this.#giveUp.signal])
    const given = Promise.withResolvers<never>()
    const giveUp = () => given.reject(signal.reason)
    try {
      if (signal.aborted) giveUp()
      else signal.addEventListener('abort', giveUp, { once: true })
      await Promise.race([signal.aborted ? given.promise : this.#recipient.send(notice, signal), given.promise])
    } catch (error) {
      // Whatever the library makes of it, the reason is ours.
      throw signal.aborted ? signal.reason : error
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
    }
  }
}

function late(milliseconds: number): LoadError {
  return new LoadError('not-delivered', `it did not take it within ${Math.ceil(milliseconds / 1000)} s`)
}
