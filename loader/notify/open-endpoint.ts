import { once } from 'node:events'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DefinitionError } from '../errors/index.ts'
import { errorText } from '../etl/index.ts'
import { type Health, healthCheck, isHealthy } from './health.ts'
import type { Metrics } from './metrics.ts'

export interface EndpointOptions {
  /** 0: any that is free. */
  readonly port: number
  /** Default '127.0.0.1': this machine alone. */
  readonly host?: string
  readonly metrics: Metrics
  readonly health: () => Promise<Health>
  /** Hides passwords in what health says. */
  readonly hide: (text: string) => string
  /** Milliseconds for the health check; default 5 s. */
  readonly patience?: number
}

export interface Endpoint extends AsyncDisposable {
  readonly port: number
}

/**
 * GET /metrics for Prometheus, GET /health for who watches the process: 200, or 503 with what is wrong. Throws DefinitionError 'port-refused'
 * where it cannot listen.
 */
export async function openEndpoint({
  port,
  host = '127.0.0.1',
  metrics,
  health,
  hide,
  patience = 5000,
}: EndpointOptions): Promise<Endpoint> {
  // Only where it is asked for: it takes longer to read than the rest of a short command.
  const { createServer } = await import('node:http')
  const check = healthCheck(health, patience)
  const server = createServer(
    answering(hide, {
      '/metrics': async (response) => {
        send(response, 200, metrics.contentType, await metrics.text())
      },
      '/health': async (response) => {
        const found = await check()
        const well = isHealthy(found)
        const checks = Object.fromEntries(Object.entries(found).map(([name, wrong]) => [name, wrong ?? 'ok']))
        const document = { status: well ? 'ok' : 'failing', checks }
        send(response, well ? 200 : 503, 'application/json', `${hide(JSON.stringify(document, null, 2))}\n`)
      },
    }),
  )
  await listen(server, port, host)
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      // Who holds a connection open does not hold the process up.
      server.closeAllConnections()
      await closed
    },
  }
}

function answering(
  hide: (text: string) => string,
  places: Readonly<Record<string, (response: ServerResponse) => Promise<void>>>,
): RequestListener {
  return async (request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/s, '')
    const answer = places[path]
    // What a client sends along is not read.
    request.resume()
    if (answer === undefined)
      return send(response, 404, 'text/plain', `Nothing is here. There are ${Object.keys(places).join(' and ')}.\n`)
    if (request.method !== 'GET') {
      response.setHeader('allow', 'GET')
      return send(response, 405, 'text/plain', 'GET alone.\n')
    }
    try {
      await answer(response)
    } catch (error) {
      send(response, 500, 'text/plain', `${hide(errorText(error))}\n`)
    }
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const why =
      code === 'EADDRINUSE'
        ? 'another process has it: end that one, or name another port'
        : code === 'EACCES'
          ? 'this user may not listen there: name a port from 1024 on'
          : `${cause instanceof Error ? cause.message : String(cause)}: name another port`
    throw new DefinitionError(
      'port-refused',
      `Metrics and health cannot be given at port ${port} of ${host}, since ${why}.`,
      { cause, fields: { port, host } },
    )
  }
}
