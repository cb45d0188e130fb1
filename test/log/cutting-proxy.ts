import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setImmediate as pause } from 'node:timers/promises'

/**
 * What becomes of a statement. 'lost': it never reaches the server, the connection breaks. 'arrived': the server does it, the answer is lost.
 * 'hanging': it never reaches the server, which does not notice that the client is gone.
 */
export type Fate = 'lost' | 'arrived' | 'hanging'

export interface CuttingProxy extends AsyncDisposable {
  /** The URL through the proxy. */
  readonly url: string
  /** Cuts the next COMMIT of any connection; `meanwhile` runs between the COMMIT and the moment the client is told. */
  cutNextCommit(fate: Fate, meanwhile?: () => Promise<void>): void
  /** The same with the next statement that begins so. */
  cutNext(statement: string, fate: Fate, meanwhile?: () => Promise<void>): void
  /** After so many bytes of answers, from now on, the connection ends cleanly in the middle of one, or nothing more comes on it; then `broken` is called. */
  breakAnswer(after: number, how: 'ends' | 'hangs', broken?: () => void): void
  /** Answers come in pieces of so many bytes from now on. */
  slowDown(bytes: number): void
  /** Breaks every connection there is now, for both sides. */
  breakAll(): void
}

/** A proxy before a MySQL or PostgreSQL server, without TLS. */
export async function cuttingProxy(direct: string): Promise<CuttingProxy> {
  const target = new URL(direct)
  const pairs = new Set<readonly [Socket, Socket]>()
  let answer: { left: number; readonly how: 'ends' | 'hangs'; readonly broken: () => void } | null = null
  let pace = Number.POSITIVE_INFINITY
  let next: { readonly statement: Buffer; readonly fate: Fate; readonly meanwhile: () => Promise<void> } | null = null

  // MySQL: a packet whose body begins with the byte 3. PostgreSQL: a Parse message, where the text follows the end of an empty name.
  const before = target.protocol === 'postgres:' ? '\0' : '\x03'
  function cutNext(statement: string, fate: Fate, meanwhile = async () => {}): void {
    next = { statement: Buffer.from(before + statement), fate, meanwhile }
  }

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    const pair = [client, upstream] as const
    pairs.add(pair)
    let cut = false
    for (const socket of pair) socket.setNoDelay(true).on('error', () => {})
    client.on('data', (data: Buffer) => {
      if (next === null || !data.includes(next.statement)) {
        upstream.write(data)
        return
      }
      const { fate, meanwhile } = next
      next = null
      cut = true
      const tell = () => meanwhile().then(() => client.destroy())
      if (fate === 'arrived') upstream.once('data', tell).write(data)
      else {
        if (fate === 'lost') upstream.destroy()
        void tell()
      }
    })
    upstream.on('data', (data: Buffer) => {
      if (cut) return
      if (answer !== null) {
        answer.left -= data.length
        if (answer.left <= 0) {
          cut = true
          client.write(data.subarray(0, data.length + answer.left))
          if (answer.how === 'ends') client.end(() => upstream.destroy())
          answer.broken()
          answer = null
          return
        }
      }
      if (data.length <= pace) client.write(data)
      else void slowly(upstream, client, data, pace)
    })
    client.on('close', () => cut || upstream.destroy())
    upstream.on('close', () => {
      pairs.delete(pair)
      if (!cut) client.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(direct)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    cutNextCommit: (fate, meanwhile) => cutNext('COMMIT', fate, meanwhile),
    cutNext,
    breakAnswer(after, how, broken = () => undefined) {
      answer = { left: after, how, broken }
    },
    slowDown(bytes) {
      pace = bytes
    },
    breakAll() {
      for (const pair of pairs) for (const socket of pair) socket.destroy()
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      await closed
    },
  }
}

async function slowly(from: Socket, to: Socket, data: Buffer, bytes: number): Promise<void> {
  from.pause()
  for (let at = 0; at < data.length && !to.destroyed; at += bytes) {
    to.write(data.subarray(at, at + bytes))
    await pause()
  }
  from.resume()
}
