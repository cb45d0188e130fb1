import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRedis } from '../../loader/queue/redis/open-redis.ts'
import { findProgram } from '../../scripts/server-programs.ts'
import { freePort, type PrivateServer, startRedis } from '../servers/index.ts'
import { redisProgram } from '../servers/start-redis.ts'
import { config, refusal } from './redis-config.ts'

const openssl = findProgram('openssl')

describe.skipIf(openssl === null || redisProgram() === null)('encrypted', () => {
  let server: PrivateServer
  let port: number
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'typeline-redis-'))
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate]
    execFileSync(openssl ?? '', [...request, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'], {
      stdio: 'pipe',
    })
    port = await freePort()
    server = await startRedis({
      settings: {
        'tls-port': String(port),
        'tls-cert-file': certificate,
        'tls-key-file': key,
        'tls-auth-clients': 'no',
      },
    })
  })

  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  const secure = () => `rediss://:${new URL(server.url).password}@localhost:${port}`

  test('a certificate that nobody vouches for', async () => {
    expect(await refusal(secure())).toMatchObject({
      code: 'redis-tls',
      message: expect.stringMatching(
        /certificate of rediss:\/\/localhost:\d+\/0 was not accepted: self.signed certificate/,
      ),
    })
  })

  test('a certificate whose authority is known', async () => {
    const before = getCACertificates('default')
    setDefaultCACertificates([...before, readFileSync(join(folder, 'certificate.pem'), 'utf8')])
    try {
      const redis = await openRedis(config(secure()))
      expect(await redis.ping()).toBe('PONG')
      await redis.quit()
      expect(await refusal(secure().replace('localhost', '127.0.0.1'))).toMatchObject({ code: 'redis-tls' })
    } finally {
      setDefaultCACertificates(before)
    }
  })

  test('encryption where there is none, and none where there is', async () => {
    // What Redis says to the beginning of a handshake that holds the end of a line; to any other it says nothing until the time is over.
    const plain = createServer((socket) => socket.on('error', () => {}).end('-ERR Protocol error\r\n'))
    await once(plain.listen(0, '127.0.0.1'), 'listening')
    const address = plain.address() as AddressInfo
    expect(await refusal(`rediss://127.0.0.1:${address.port}`)).toMatchObject({
      code: 'redis-tls',
      message: expect.stringContaining('write redis:// instead'),
    })
    plain.close()
    expect(await refusal(secure().replace('rediss:', 'redis:'))).toMatchObject({
      code: 'redis-unreachable',
      message: expect.stringContaining('write rediss://'),
    })
  })
})
