import type { Connection, Submittable } from 'pg'
import type { Wire } from './wire.ts'

/** What of pg's connection its types leave out. */
interface Sender {
  sendCopyFail(message: string): void
}

/** Message CopyData without its content, and CopyDone (PostgreSQL manual, Message Formats). */
const dataHeader = Buffer.from([0x64, 0, 0, 0, 0])
const done = Buffer.from([0x63, 0, 0, 0, 4])

/**
 * One COPY FROM STDIN. pg-copy-streams 7.0.0 is not used: rows that wait in it when the server refuses one are written to a connection that it has let
 * go of, which ends the process.
 */
export class CopyIn implements Submittable {
  readonly #sql: string
  readonly #wire: Wire
  /** Resolves when the server waits for rows. */
  readonly ready = Promise.withResolvers<void>()
  /** The rows that the server took; rejects with its refusal, or when the connection ends. */
  readonly ended: Promise<number>
  #connection: Connection | null = null
  #over = false
  #gaveUp = false
  #settle: { readonly resolve: (rows: number) => void; readonly reject: (error: unknown) => void } | null = null
  #rows: number | null = null
  #whenOver: (() => void) | null = null

  constructor(wire: Wire, sql: string) {
    this.#wire = wire
    this.#sql = sql
    this.ended = wire
      .command<number>((resolve, reject) => {
        this.#settle = { resolve, reject }
        wire.client.query(this)
      })
      .finally(() => this.#end())
    this.ended.catch(() => undefined)
  }

  /** The server has answered, or there is none any more: what is written now goes nowhere. */
  get over(): boolean {
    return this.#over
  }

  /** What is waited for; null when the server has answered first. */
  untilOver<T>(wait: Promise<T>): Promise<T | null> {
    // One callback, not a race per piece: the promise of a race keeps every piece that ever ran in it.
    return new Promise((resolve, reject) => {
      this.#whenOver = () => resolve(null)
      wait.then(resolve, reject)
    })
  }

  /** Settles when the next piece may come. */
  async write(chunk: Buffer): Promise<void> {
    const stream = this.#connection?.stream
    if (this.#over || stream === undefined) return
    const header = Buffer.from(dataHeader)
    header.writeUInt32BE(chunk.length + 4, 1)
    stream.cork()
    stream.write(header)
    const goOn = stream.write(chunk)
    stream.uncork()
    if (goOn) return
    await this.untilOver(new Promise<void>((resolve) => stream.once('drain', resolve)))
  }

  /** All rows are sent. */
  finish(): void {
    if (!this.#over) this.#connection?.stream.write(done)
  }

  /** The server drops what it has; its answer rejects `ended`. */
  giveUp(reason: string): void {
    if (this.#over || this.#gaveUp || this.#connection === null) return
    this.#gaveUp = true
    sender(this.#connection).sendCopyFail(reason)
  }

  submit(connection: Connection): void {
    this.#connection = connection
    connection.query(this.#sql)
  }

  handleCopyInResponse(): void {
    this.ready.resolve()
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#rows = Number(/^COPY (\d+)$/.exec(text)?.[1])
  }

  handleReadyForQuery(): void {
    if (this.#rows === null) this.#settle?.reject(new Error('the server ended a bulk load without its end'))
    else this.#settle?.resolve(this.#rows)
  }

  handleError(error: unknown, connection: Connection): void {
    this.#end()
    // What state the transaction is in is known when the server is ready again.
    if (this.#wire.broken === null && error instanceof Error && 'severity' in error && error.severity === 'ERROR')
      connection.once('readyForQuery', () => this.#settle?.reject(error))
    else this.#settle?.reject(error)
  }

  #end(): void {
    this.#over = true
    this.#whenOver?.()
    this.ready.resolve()
  }
}

function sender(connection: Connection): Sender {
  return connection as unknown as Sender
}
