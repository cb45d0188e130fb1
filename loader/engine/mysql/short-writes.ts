import type { Duplex } from 'node:stream'

/**
 * Copies the shortest packets when they are written. mysql2 3.24.5 ends every LOAD DATA LOCAL with one shared packet of 4 bytes; while it waits
 * in the queue of one connection another one's end would overwrite its sequence number, and the server waits until it resets.
 * For a stream that is connected: connecting puts its own `write` back.
 */
export function copyShortWrites(stream: Duplex): Duplex {
  // The overloads of `write` cannot be spelled by a wrapper that hands everything on.
  const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean
  const copying = (chunk: unknown, ...rest: unknown[]) =>
    write(Buffer.isBuffer(chunk) && chunk.length <= 4 ? Buffer.from(chunk) : chunk, ...rest)
  return Object.assign(stream, { write: copying })
}
