import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { findProgram } from '../../../scripts/server-programs.ts'
import { mysqlDatabase, type PrivateServer, startMariadb, type TestDatabase } from '../../servers/index.ts'

const openssl = findProgram('openssl')
const possible = openssl !== null && findProgram('mariadbd') !== null

describe.skipIf(!possible)(`ssl=true${possible ? '' : ' (skipped: openssl or mariadbd is not installed)'}`, () => {
  let folder: string
  let server: PrivateServer
  let database: TestDatabase
  let url: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'typeline-ssl-'))
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate]
    execFileSync(openssl ?? '', [...request, ...subject], { stdio: 'pipe' })
    server = await startMariadb({
      args: [`--ssl-cert=${certificate}`, `--ssl-key=${key}`, '--require-secure-transport=0'],
    })
    database = await mysqlDatabase(server.url)
    url = `${database.url.replace('127.0.0.1', 'localhost')}?ssl=true`
  })

  afterAll(async () => {
    await database?.[Symbol.asyncDispose]()
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a certificate that nobody vouches for is refused', async () => {
    await expect(openEngine(url)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/encrypted connection to localhost:\d+ failed: self.signed certificate/i),
    })
  })

  test('with its authority known to Node, all goes encrypted, loads too', () => {
    const script = join(folder, 'script.ts')
    writeFileSync(
      script,
      `import { openEngine } from ${JSON.stringify(join(import.meta.dirname, '../../../loader/engine/index.ts'))}
await using engine = await openEngine(process.env['URL'])
await using session = await engine.connect()
await session.execute('CREATE TABLE t (id int)')
const columns = [{ name: 'id', column: { kind: 'integer', nullable: false, purpose: 'attribute' } }]
const rows = Array.from({ length: 200_000 }, (_, id) => [id])
const { loaded } = await session.bulkLoad({ table: 't', columns }, [rows])
let read = 0
for await (const batch of session.read('SELECT id FROM t')) read += batch.length
const [[, cipher] = []] = await session.query("SHOW SESSION STATUS LIKE 'Ssl_cipher'")
console.log(JSON.stringify({ loaded, read, encrypted: cipher !== '' }))
`,
    )
    const env = { ...process.env, URL: url, NODE_EXTRA_CA_CERTS: join(folder, 'certificate.pem') }
    const { stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' })
    expect({ stdout: stdout.trim(), stderr }).toEqual({
      stdout: JSON.stringify({ loaded: 200_000, read: 200_000, encrypted: true }),
      stderr: '',
    })
  })
})
