import { Socket } from 'node:net'

const bufferBytes = 64 * 1024

/**
 * A socket that reads into one buffer all its life: what its `data` listeners are given is good until they return. Node makes a buffer for each piece that comes, and V8 collects them again and again.
 */
export function readingSocket(): Socket {
  const buffer = Buffer.allocUnsafeSlow(bufferBytes)
  const socket: Socket = new Socket({
    onread: {
      buffer,
      callback(bytes) {
        socket.emit('data', buffer.subarray(0, bytes))
        return true
      },
    },
  })
  return socket
}
