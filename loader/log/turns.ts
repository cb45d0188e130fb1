/** Work done one after another, in the order in which it was asked for; what fails keeps nobody else from his turn. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return turn
  }

  /** Settles when all that was asked for until now is done. */
  async over(): Promise<void> {
    await this.#last
  }
}
