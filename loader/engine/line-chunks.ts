import type { BatchSource } from './batch-source.ts'
import { isPacked, type PackedRows, type Packer } from './packed-rows.ts'

const mostBytes = 1024 * 1024

/** Pieces of fewer bytes wait for each other: each chunk is a packet of its own. */
const fewBytes = 64 * 1024

/** Rows packed at once of a batch that comes as cells. */
const rowsAtOnce = 4096

export interface LineChunks {
  /** Rows put into lines so far. */
  readonly rows: number
  /** The next bytes, at most `chunkBytes`; null after the last. */
  next(): Promise<Buffer | null>
}

/** The rows as one text in UTF-8, cut into chunks that fit into the server's packets; `refuse` throws for a row that is larger than one. */
export function lineChunks(
  source: BatchSource,
  pack: (rows: Parameters<Packer>[0]) => PackedRows,
  packetBytes: number,
  refuse: (bytes: number) => never,
): LineChunks {
  // MariaDB refuses a packet that is exactly as large as it allows.
  const chunkBytes = Math.min(mostBytes, packetBytes - 1)
  let rows = 0
  let cells: Parameters<Packer>[0] = []
  let position = 0
  let finished = false
  let bytes: Buffer = Buffer.alloc(0)
  let waiting: Buffer[] = []
  let waitingBytes = 0

  function wait(piece: Buffer): void {
    waiting.push(piece)
    waitingBytes += piece.length
    if (waitingBytes >= fewBytes) send()
  }

  function send(): void {
    bytes = waiting.length === 1 ? (waiting[0] as Buffer) : Buffer.concat(waiting, waitingBytes)
    waiting = []
    waitingBytes = 0
  }

  function use(packed: PackedRows): void {
    // The server breaks the connection off when one field is larger than a packet.
    if (packed.largest >= packetBytes) refuse(packed.largest)
    rows += packed.rows
    wait(packed.bytes)
  }

  async function more(): Promise<void> {
    if (position < cells.length) {
      const some = cells.slice(position, position + rowsAtOnce)
      position += some.length
      use(pack(some))
      return
    }
    const batch = await source.next()
    if (batch === null) {
      finished = true
      send()
    } else if (isPacked(batch)) use(batch)
    else [cells, position] = [batch, 0]
  }

  return {
    get rows() {
      return rows
    },
    async next() {
      while (bytes.length === 0 && !finished) await more()
      if (bytes.length === 0) return null
      const chunk = bytes.subarray(0, chunkBytes)
      bytes = bytes.subarray(chunk.length)
      return chunk
    },
  }
}
