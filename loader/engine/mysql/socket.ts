import { Socket } from 'node:net'

/**
 * A socket that copies the shortest packets when they are written. mysql2 3.24.5 ends every LOAD DATA LOCAL with one shared packet of 4 bytes;
 * while it waits in the queue of one connection another one's end would overwrite its sequence number, and the server waits until it resets.
 */
export function packetSocket(): Socket {
  return copyShortWrites(new Socket())
}

/** The guard itself; also for the encrypted socket that the driver puts in the place of ours. */
export function copyShortWrites<S extends Pick<Socket, 'write'>>(socket: S): S {
  const write = socket.write.bind(socket) as (chunk: unknown, ...rest: unknown[]) => boolean
  const copying = (chunk: unknown, ...rest: unknown[]) =>
    write(Buffer.isBuffer(chunk) && chunk.length <= 4 ? Buffer.from(chunk) : chunk, ...rest)
  return Object.assign(socket, { write: copying })
}
