import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ReceivedPost {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** An HTTP server on the loopback that keeps what it is sent; it answers 204 unless told otherwise. */
export interface WebBox extends AsyncDisposable {
  readonly origin: string
  readonly posts: readonly ReceivedPost[]
}

export async function openWebBox(answer?: (response: ServerResponse) => void): Promise<WebBox> {
  const posts: ReceivedPost[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    posts.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
    if (answer !== undefined) answer(response)
    else response.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    posts,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
