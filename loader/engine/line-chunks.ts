import type { Cells } from '../schema/index.ts'
import type { BatchSource } from './batch-source.ts'

/** Text is joined to pieces of about this many characters: longer ropes cost garbage collection, shorter ones more copying. */
const pieceCharacters = 16 * 1024
const mostBytes = 1024 * 1024

export interface LineChunks {
  /** Rows put into lines so far. */
  readonly rows: number
  /** The next bytes, at most `chunkBytes`; null after the last. */
  next(): Promise<Buffer | null>
}

/** The rows as one text in UTF-8, cut into chunks that fit into the server's packets; `refuse` throws for a row that is larger than one. */
export function lineChunks(
  source: BatchSource,
  line: (row: Cells) => string,
  packetBytes: number,
  refuse: (bytes: number) => never,
): LineChunks {
  const chunkBytes = Math.min(mostBytes, packetBytes)
  let rows = 0
  let batch: readonly Cells[] = []
  let position = 0
  let finished = false
  let buffer = Buffer.allocUnsafe(chunkBytes)
  let filled = 0
  const full: Buffer[] = []

  function put(piece: string): void {
    // A character of UTF-16 is at most three bytes of UTF-8.
    if (filled + piece.length * 3 > buffer.length) {
      flush()
      if (piece.length * 3 > buffer.length) buffer = Buffer.allocUnsafe(piece.length * 3)
    }
    filled += buffer.write(piece, filled)
  }

  function flush(): void {
    for (let start = 0; start < filled; start += chunkBytes) {
      full.push(buffer.subarray(start, Math.min(filled, start + chunkBytes)))
    }
    buffer = Buffer.allocUnsafe(chunkBytes)
    filled = 0
  }

  // The server breaks the connection off when one field is larger than a packet.
  function refuseLarge(text: string): void {
    const bytes = Buffer.byteLength(text)
    if (bytes >= packetBytes) refuse(bytes)
  }

  /** Until a chunk is full or the batch is used up. */
  function useBatch(): void {
    let piece = ''
    while (position < batch.length && full.length === 0) {
      const text = line(batch[position++] as Cells)
      if (text.length * 3 >= packetBytes) refuseLarge(text)
      piece += text
      rows++
      if (piece.length < pieceCharacters) continue
      put(piece)
      piece = ''
    }
    if (piece !== '') put(piece)
  }

  return {
    get rows() {
      return rows
    },
    async next() {
      while (full.length === 0 && !finished) {
        if (position < batch.length) {
          useBatch()
          continue
        }
        const taken = await source.next()
        position = 0
        batch = taken ?? []
        if (taken !== null) continue
        finished = true
        flush()
      }
      return full.shift() ?? null
    },
  }
}
