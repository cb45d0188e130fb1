import { Buffer } from 'node:buffer'

const [tab, newline, backslash, capitalN] = [9, 10, 92, 78]

const firstBytes = 64 * 1024
/** Beyond this the room of one unusual batch is given back. */
const keptBytes = 4 * 1024 * 1024

/** Bytes in which lines are put together, and what all servers agree about in them. */
export class LineRoom {
  bytes = Buffer.allocUnsafeSlow(firstBytes)

  /** Room for so many bytes behind those that are filled. */
  fit(filled: number, more: number): void {
    if (filled + more <= this.bytes.length) return
    const wider = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, filled + more))
    this.bytes.copy(wider, 0, 0, filled)
    this.bytes = wider
  }

  /** What is filled; the room is used again. */
  take(filled: number): Buffer {
    const taken = Buffer.allocUnsafeSlow(filled)
    this.bytes.copy(taken, 0, 0, filled)
    if (this.bytes.length > keptBytes) this.bytes = Buffer.allocUnsafeSlow(firstBytes)
    return taken
  }
}

/** Bytes of a field besides its own: what `putNull` writes, and what ends it. */
export const fieldBytes = 3

export function putNull(bytes: Buffer, at: number): number {
  bytes[at] = backslash
  bytes[at + 1] = capitalN
  return at + 2
}

/** Ends a field; the last one of a line is ended by `endLine` once more. */
export function endField(bytes: Buffer, at: number): number {
  bytes[at] = tab
  return at + 1
}

/** `at`: behind the last field. */
export function endLine(bytes: Buffer, at: number): void {
  bytes[at - 1] = newline
}
