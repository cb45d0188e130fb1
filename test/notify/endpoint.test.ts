import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DefinitionError } from '../../loader/errors/index.ts'
import { type Endpoint, type Health, openEndpoint, openMetrics } from '../../loader/notify/index.ts'
import { skipped } from '../etl/unit-results.ts'
import { freePort } from '../servers/index.ts'
import { metricLines } from './metric-lines.ts'

const patience = 200
let health: () => Promise<Health> = async () => ({})
let endpoint: Endpoint
let at: string

beforeAll(async () => {
  const metrics = await openMetrics()
  metrics.listener({ kind: 'unit-skipped', unit: skipped('a "b"\n\\c', []) })
  endpoint = await openEndpoint({
    port: 0,
    metrics,
    health: () => health(),
    hide: (said) => said.replaceAll('s3cret', '***'),
    patience,
  })
  at = `http://127.0.0.1:${endpoint.port}`
})
afterAll(() => endpoint[Symbol.asyncDispose]())

it('GET /metrics is what Prometheus reads, whatever a unit is called', async () => {
  const response = await fetch(`${at}/metrics`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const lines = metricLines(await response.text())
  expect(lines.get('typeline_units_total{kind="fact",status="skipped",unit="a \\"b\\"\\n\\\\c"}')).toBe(1)
})

describe('GET /health', () => {
  it.each<[string, () => Promise<Health>, number, object]>([
    [
      'all well',
      async () => ({ redis: null, warehouse: null }),
      200,
      { status: 'ok', checks: { redis: 'ok', warehouse: 'ok' } },
    ],
    ['nothing to check', async () => ({}), 200, { status: 'ok', checks: {} }],
    [
      'one is not',
      async () => ({ redis: 'Redis at redis://:s3cret@r does not answer.', warehouse: null }),
      503,
      { status: 'failing', checks: { redis: 'Redis at redis://:***@r does not answer.', warehouse: 'ok' } },
    ],
    [
      'a check that throws',
      () => Promise.reject(new DefinitionError('x', 'The s3cret is wrong.')),
      503,
      { status: 'failing', checks: { check: 'The *** is wrong.' } },
    ],
    [
      'a check that hangs',
      () => new Promise(() => {}),
      503,
      { status: 'failing', checks: { check: 'No answer within 1 s.' } },
    ],
  ])('%s', async (_, check, status, document) => {
    health = check
    const since = performance.now()
    const response = await fetch(`${at}/health?x=1`)
    expect({ status: response.status, document: await response.json() }).toEqual({ status, document })
    expect(performance.now() - since).toBeLessThan(patience + 4000)
  })
})

it('a check that hangs is not begun again, and one that comes back is well again', async () => {
  let asked = 0
  const answers = [Promise.withResolvers<Health>(), Promise.withResolvers<Health>()]
  await using own = await openEndpoint({
    port: 0,
    metrics: await openMetrics(),
    health: async () => (await answers[asked++]?.promise) ?? {},
    hide: (said) => said,
    patience: 50,
  })
  const ask = async () => (await fetch(`http://127.0.0.1:${own.port}/health`)).status
  expect([await ask(), ...(await Promise.all([ask(), ask()])), asked]).toEqual([503, 503, 503, 1])
  answers[0]?.resolve({ redis: null })
  answers[1]?.resolve({ redis: null })
  await expect.poll(ask).toBe(200)
  expect(asked).toBeGreaterThan(1)
})

it.each([
  ['GET', '/', 404],
  ['GET', '/metrics/', 404],
  ['GET', '/healthz', 404],
  ['GET', '/__proto__', 404],
  ['GET', '/constructor', 404],
  ['POST', '/', 404],
  ['POST', '/metrics', 405],
  ['HEAD', '/metrics', 405],
  ['DELETE', '/health', 405],
  ['OPTIONS', '/health', 405],
])('%s %s: %i', async (method, path, status) => {
  const response = await fetch(`${at}${path}`, { method })
  expect(response.status).toBe(status)
  expect(response.headers.get('allow')).toBe(status === 405 ? 'GET' : null)
})

it('../ of a path leads nowhere', async () => {
  const socket = connect(endpoint.port, '127.0.0.1')
  await once(socket, 'connect')
  socket.end('GET /../metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 /)
})

it('it listens on the loopback alone, unless told otherwise', async () => {
  const metrics = await openMetrics()
  const port = await freePort()
  await using _own = await openEndpoint({ port, metrics, health: async () => ({}), hide: (said) => said })
  // Had it all addresses, this one were taken too.
  await using other = await openEndpoint({
    port,
    host: '127.0.0.2',
    metrics,
    health: async () => ({}),
    hide: (said) => said,
  })
  expect(other.port).toBe(port)
})

it('a port that is taken: a sentence with its number and what to do', async () => {
  const metrics = await openMetrics()
  const again = openEndpoint({ port: endpoint.port, metrics, health: async () => ({}), hide: (said) => said })
  await expect(again).rejects.toMatchObject({
    name: 'DefinitionError',
    code: 'port-refused',
    message: `Metrics and health cannot be given at port ${endpoint.port} of 127.0.0.1, since another process has it: end that one, or name another port.`,
  })
})

it('a host that is not of this machine', async () => {
  const options = { port: 0, host: '192.0.2.1', metrics: await openMetrics(), health, hide: (said: string) => said }
  await expect(openEndpoint(options)).rejects.toMatchObject({ code: 'port-refused' })
})

it('whoever holds a connection open does not hold up the end', async () => {
  const own = await openEndpoint({
    port: 0,
    metrics: await openMetrics(),
    health: () => new Promise(() => {}),
    hide: (said) => said,
  })
  const idle = connect(own.port, '127.0.0.1')
  await once(idle, 'connect')
  const asked = fetch(`http://127.0.0.1:${own.port}/health`).then(
    () => 'answered',
    () => 'cut',
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  const since = performance.now()
  await own[Symbol.asyncDispose]()
  expect(performance.now() - since).toBeLessThan(2000)
  expect(await asked).toBe('cut')
  idle.destroy()
})
