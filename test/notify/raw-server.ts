import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** A server that takes connections and does with them what it is told, such as nothing. */
export interface RawServer extends AsyncDisposable {
  readonly port: number
  /** Connections that are open. */
  open(): number
}

export async function openRawServer(meet: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // Its client goes away in the middle: that is what it is for.
    socket.on('error', () => {})
    // It does not answer the end of a connection by its own, and so learns whether the other side is gone or waits for that.
    socket.on('end', () => {
      const gone = setInterval(() => socket.write('.'), 20)
      socket.on('close', () => clearInterval(gone))
    })
    meet(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An SMTP server that says these lines, one for each command, and then nothing more; each after `every` milliseconds. `said` is told when the last one is. */
export function saying(replies: readonly string[], every = 0, said = () => {}): (socket: Socket) => void {
  return (socket) => {
    const left = [...replies]
    const say = () => {
      const reply = left.shift()
      if (reply === undefined) return
      const last = left.length === 0
      setTimeout(() => {
        if (last) said()
        if (!socket.destroyed) socket.write(`${reply}\r\n`)
      }, every)
    }
    say()
    let data = false
    let heard = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text
      for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
        const line = heard.slice(0, end)
        heard = heard.slice(end + 2)
        if (data && line !== '.') continue
        data = line === 'DATA'
        say()
      }
    })
  }
}
