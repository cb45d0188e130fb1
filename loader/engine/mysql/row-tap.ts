import type { Duplex } from 'node:stream'

/** What becomes of the rows of one query. */
export interface RowTarget {
  /** The driver has told the columns; before the first row. */
  begin(): void
  /** A row's cells lie between these positions; the bytes stay as they are. */
  row(bytes: Buffer, from: number, to: number): void
  /** No further row lies in the bytes of those before. */
  flush(): void
}

const header = 4
const mostPayload = 0xff_ff_ff
/** First bytes of packets. */
const [ok, localInfile, end, failure] = [0x00, 0xfb, 0xfe, 0xff]
const moreResults = 8

/**
 * Takes the rows of a query out of what a server sends, before the driver sees it, which needs three times as long for them. All other packets pass, numbered as if there
 * had been no rows. (MySQL internals manual, Text Resultset; without CLIENT_DEPRECATE_EOF, which the driver does not speak.)
 */
export class RowTap {
  readonly #pass: (bytes: Buffer) => void
  readonly #broken: (error: unknown) => void
  #target: RowTarget | null = null
  #state: 'answer' | 'columns' | 'rows' = 'answer'
  #columns = 0
  /** Of a packet that has not come whole: what is there, its bytes, and how many it takes. */
  #parts: Buffer[] = []
  #have = 0
  #need = header
  /** Payloads of a row that takes several packets. */
  readonly #large: Buffer[] = []
  #swallowed = 0
  #sequence = 0

  constructor(pass: (bytes: Buffer) => void, broken: (error: unknown) => void) {
    this.#pass = pass
    this.#broken = broken
  }

  get active(): boolean {
    return this.#target !== null
  }

  /** Before a query is sent: its answer comes next. */
  expect(target: RowTarget): void {
    this.#target = target
    this.#state = 'answer'
    this.#swallowed = 0
    this.#parts = []
    this.#have = 0
    this.#need = header
  }

  take(chunk: Buffer): void {
    try {
      const from = this.#have === 0 ? 0 : this.#complete(chunk)
      if (this.#have > 0) return
      const bytes = chunk.subarray(from)
      const rest = bytes.subarray(this.#packets(bytes))
      if (rest.length === 0) return
      if (this.#target === null) this.#pass(rest)
      else this.#begin(rest)
    } catch (error) {
      this.#target = null
      this.#broken(error)
    }
  }

  /** A packet that has not come whole. */
  #begin(bytes: Buffer): void {
    this.#parts.push(bytes)
    this.#have = bytes.length
    this.#need = bytes.length < header ? header : header + bytes.readUIntLE(0, 3)
  }

  /** Adds to the packet that has begun, and hands it on when it is whole; gives the place after what was added. */
  #complete(chunk: Buffer): number {
    let from = 0
    while (this.#have > 0 && from < chunk.length) {
      const to = Math.min(chunk.length, from + this.#need - this.#have)
      this.#parts.push(chunk.subarray(from, to))
      this.#have += to - from
      from = to
      if (this.#have < this.#need) break
      const bytes = Buffer.concat(this.#parts, this.#have)
      this.#parts = []
      this.#have = 0
      if (bytes.length === header && bytes.readUIntLE(0, 3) > 0) this.#begin(bytes)
      else this.#packets(bytes)
    }
    return from
  }

  /** All packets that are there whole; gives where the next one begins. */
  #packets(bytes: Buffer): number {
    const target = this.#target
    let at = 0
    while (this.#target !== null && bytes.length - at >= header) {
      const length = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)
      const payload = at + header
      const next = payload + length
      if (next > bytes.length) break
      if (this.#state !== 'rows' || this.#isLast(bytes, payload, length)) {
        this.#other(bytes, at, payload, next)
      } else {
        this.#inOrder(bytes[at + 3] as number)
        if (length === mostPayload || this.#large.length > 0) this.#part(bytes.subarray(payload, next), length)
        else this.#target.row(bytes, payload, next)
      }
      at = next
    }
    target?.flush()
    return at
  }

  #isLast(bytes: Buffer, payload: number, length: number): boolean {
    if (this.#large.length > 0) return false
    const first = bytes[payload]
    return first === failure || (first === end && length < 9)
  }

  /** What is no row, for the driver. */
  #other(bytes: Buffer, at: number, payload: number, next: number): void {
    const first = bytes[payload] as number
    const sequence = bytes[at + 3] as number
    this.#sequence = sequence
    const packet = bytes.subarray(at, next)
    packet[3] = (sequence - this.#swallowed) & 0xff
    if (this.#state === 'answer') {
      if (first === ok || first === localInfile || first === failure) this.#target = null
      else {
        this.#state = 'columns'
        // Then their EOF.
        this.#columns = (first < localInfile ? first : bytes.readUInt16LE(payload + 1)) + 1
      }
      this.#pass(packet)
    } else if (this.#state === 'columns') {
      this.#columns -= 1
      this.#pass(packet)
      if (first === failure) this.#target = null
      else if (this.#columns === 0) {
        this.#state = 'rows'
        this.#target?.begin()
      }
    } else {
      this.#target?.flush()
      const more = first === end && ((bytes[payload + 3] as number) & moreResults) !== 0
      if (more) this.#state = 'answer'
      else this.#target = null
      this.#pass(packet)
    }
  }

  #inOrder(sequence: number): void {
    const expected = (this.#sequence + 1) & 0xff
    if (sequence !== expected) throw new Error(`packets out of order: expected ${expected}, received ${sequence}`)
    this.#sequence = sequence
    this.#swallowed += 1
  }

  #part(payload: Buffer, length: number): void {
    this.#large.push(Buffer.from(payload))
    if (length === mostPayload) return
    const bytes = Buffer.concat(this.#large)
    this.#large.length = 0
    this.#target?.row(bytes, 0, bytes.length)
  }
}

/** A tap between a stream and who listens to its data: `broken` is told when what comes is no answer that a server gives. */
export function tapRows(stream: Duplex, broken: (error: unknown) => void): RowTap {
  // The overloads of `emit` cannot be spelled by a wrapper that hands everything on.
  const emit = stream.emit.bind(stream) as (event: string | symbol, ...rest: unknown[]) => boolean
  const tap = new RowTap((bytes) => void emit('data', bytes), broken)
  const tapped = (event: string | symbol, ...rest: unknown[]) => {
    if (event !== 'data' || !tap.active) return emit(event, ...rest)
    tap.take(rest[0] as Buffer)
    return true
  }
  Object.assign(stream, { emit: tapped })
  return tap
}
