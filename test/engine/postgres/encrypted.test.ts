import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates, TLSSocket } from 'node:tls'
import { describe, expect, inject, test } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { findProgram } from '../../../scripts/server-programs.ts'
import { postgresDatabase } from '../../servers/index.ts'
import { column } from '../conformance/stand.ts'

const openssl = findProgram('openssl')
const possible = openssl !== null && inject('postgresUrl') !== null

interface Identity {
  readonly key: string
  readonly cert: string
}

function localhost(): Identity {
  const folder = mkdtempSync(join(tmpdir(), 'typeline-ssl-'))
  try {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate]
    execFileSync(openssl ?? '', [...request, ...subject], { stdio: 'pipe' })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(certificate, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What encrypts in front of a server, as poolers do; the server itself stays as it is. */
async function encrypting(direct: string, identity: Identity) {
  const target = new URL(direct)
  const [host, port] = [target.hostname, Number(target.port)]
  const server = createServer((client) => {
    client.on('error', () => {})
    // SSLRequest, which is answered in one byte (PostgreSQL manual, Message Flow, SSL Session Encryption).
    client.once('data', () => {
      client.write('S')
      const secure = new TLSSocket(client, { isServer: true, ...identity })
      const upstream = connect(port, host)
      for (const socket of [secure, upstream]) socket.on('error', () => {})
      secure.pipe(upstream).pipe(secure)
      secure.on('close', () => upstream.destroy())
      upstream.on('close', () => secure.destroy())
    })
  }).listen(0, 'localhost')
  await once(server, 'listening')
  target.hostname = 'localhost'
  target.port = String((server.address() as AddressInfo).port)
  target.search = '?ssl=true'
  return {
    url: target.href,
    async [Symbol.asyncDispose]() {
      server.close()
      await once(server, 'close')
    },
  }
}

describe.skipIf(!possible)(`ssl=true${possible ? '' : ' (skipped: openssl or postgres is not installed)'}`, () => {
  test('a certificate that nobody vouches for is refused; a known one carries loads and reads as without', async () => {
    await using database = await postgresDatabase()
    const identity = localhost()
    await using proxy = await encrypting(database.url, identity)
    await using strange = await openEngine(proxy.url)
    await expect(strange.connect()).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/encrypted connection to localhost:\d+ failed: self.signed certificate/i),
    })

    const known = getCACertificates('default')
    setDefaultCACertificates([...known, identity.cert])
    try {
      await using engine = await openEngine(proxy.url)
      await using session = await engine.connect()
      await session.execute('CREATE TABLE t (id int, word text)')
      const rows = Array.from(
        { length: 30_000 },
        (_, id) => [id, id % 7 === 0 ? null : `é${id}`.repeat(id % 50)] as const,
      )
      const columns = [column('id', 'integer'), column('word', 'text')]
      expect((await session.bulkLoad({ table: 't', columns }, [rows])).loaded).toBe(rows.length)
      const read: unknown[] = []
      for await (const batch of session.read('SELECT id, word FROM t ORDER BY id')) read.push(...batch)
      expect(read).toEqual(rows)
    } finally {
      setDefaultCACertificates(known)
    }
  })
})
