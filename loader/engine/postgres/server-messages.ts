import type { Duplex } from 'node:stream'

/** Takes whole DataRow messages, one behind the other, from a place of the bytes to another; they are good until it returns. */
export type RowTaker = (bytes: Buffer, from: number, to: number) => void

const dataRow = 0x44
/** A byte that tells what a message is, and four with its length, which counts all but that byte. */
const head = 5

/**
 * Stands between a connection's stream and pg: rows go straight to who takes them, since pg makes a text of each field by a call of its own; all other
 * messages go on to pg, in the server's order. Each is handed on whole.
 */
export class ServerMessages {
  readonly #stream: Duplex
  readonly #toDriver: (bytes: Buffer) => void
  #rows: RowTaker | null = null
  /** The beginning of a message, `#filled` bytes of it. */
  #begun = Buffer.alloc(0)
  #filled = 0

  /** Before the first byte has come, and when pg listens already. */
  constructor(stream: Duplex) {
    this.#stream = stream
    const listeners = stream.listeners('data')
    stream.removeAllListeners('data')
    this.#toDriver = (bytes) => {
      for (const listener of listeners) listener.call(stream, bytes)
    }
    stream.on('data', (bytes: Buffer) => this.#take(bytes))
  }

  /** Of the rows that come from now on; null: none may come. */
  rowsTo(taker: RowTaker | null): void {
    this.#rows = taker
  }

  #take(bytes: Buffer): void {
    try {
      const from = this.#filled === 0 ? 0 : this.#complete(bytes)
      if (this.#filled > 0) return
      const to = this.#handOn(bytes, from)
      if (to < bytes.length) this.#begin(bytes.subarray(to))
    } catch (error) {
      this.#stream.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** Hands on what is whole; gives the place where something begins that is not. */
  #handOn(bytes: Buffer, from: number): number {
    let at = from
    let isRows = false
    let since = from
    while (at + head <= bytes.length) {
      const end = at + 1 + lengthAt(bytes, at)
      if (end > bytes.length) break
      if ((bytes[at] === dataRow) !== isRows) {
        this.#stretch(bytes, since, at, isRows)
        isRows = !isRows
        since = at
      }
      at = end
    }
    this.#stretch(bytes, since, at, isRows)
    return at
  }

  #stretch(bytes: Buffer, from: number, to: number, isRows: boolean): void {
    if (from === to || this.#stream.destroyed) return
    // The connection's buffer is filled anew, and who knows what pg keeps of a message.
    if (!isRows) this.#toDriver(Buffer.from(bytes.subarray(from, to)))
    else if (this.#rows === null) throw new Error('the server sent rows that nobody asked for')
    else this.#rows(bytes, from, to)
  }

  #begin(bytes: Buffer): void {
    this.#begun = Buffer.allocUnsafeSlow(Math.max(bytes.length, 256))
    this.#filled = bytes.copy(this.#begun)
  }

  /** Adds to the message that has begun; hands it on when it is whole. Gives the place after what was added. */
  #complete(bytes: Buffer): number {
    let taken = this.#add(bytes, 0, head)
    if (this.#filled < head) return taken
    taken = this.#add(bytes, taken, 1 + lengthAt(this.#begun, 0))
    const length = 1 + lengthAt(this.#begun, 0)
    if (this.#filled < length) return taken
    const message = this.#begun.subarray(0, length)
    this.#begun = Buffer.alloc(0)
    this.#filled = 0
    this.#stretch(message, 0, length, message[0] === dataRow)
    return taken
  }

  /** Until so many bytes have been filled. Room follows what has come, not what a message says of itself. */
  #add(bytes: Buffer, from: number, until: number): number {
    const to = Math.min(bytes.length, from + Math.max(0, until - this.#filled))
    const needed = this.#filled + to - from
    if (needed > this.#begun.length) {
      const wider = Buffer.allocUnsafeSlow(Math.max(needed, Math.min(until, this.#begun.length * 2)))
      this.#begun.copy(wider, 0, 0, this.#filled)
      this.#begun = wider
    }
    this.#filled += bytes.copy(this.#begun, this.#filled, from, to)
    return to
  }
}

function lengthAt(bytes: Buffer, at: number): number {
  const [a, b, c, d] = [bytes[at + 1], bytes[at + 2], bytes[at + 3], bytes[at + 4]] as [number, number, number, number]
  const length = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
  if (length < 4) throw new Error(`the server sent a message of ${length} bytes`)
  return length
}
