import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A server behind a switch. */
export interface SwitchedProxy extends AsyncDisposable {
  readonly url: string
  /** Breaks all connections and takes none until it is back: so it looks when the server is restarted. */
  away(): Promise<void>
  back(): Promise<void>
}

export async function switchedProxy(direct: string): Promise<SwitchedProxy> {
  const target = new URL(direct)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket)
      socket.setNoDelay(true).on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  const open = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const away = async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await open(0)
  const { port } = server.address() as AddressInfo
  const url = new URL(direct)
  url.port = String(port)
  return {
    url: url.href,
    away,
    back: () => open(port),
    [Symbol.asyncDispose]: async () => void (server.listening && (await away())),
  }
}
