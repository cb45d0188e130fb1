import { once } from 'node:events'
import { createServer } from 'node:net'
import { inspect } from 'node:util'
import { expect, inject, test } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { TypelineError } from '../../../loader/errors/index.ts'
import { describeOwnPostgres, describePostgres } from '../../servers/describe-postgres.ts'
import { freePort, startPostgres } from '../../servers/index.ts'

const password = 'wr0ng-p4ss!'

/** The error of the first session. */
async function opening(url: string): Promise<TypelineError> {
  const error = await (async () => {
    await using engine = await openEngine(url)
    await engine.connect()
    return null
  })().catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(TypelineError)
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain(password)
  return error as TypelineError
}

function url(change: (url: URL) => void): string {
  const url = new URL(inject('postgresUrl') ?? 'postgres://u:p@127.0.0.1:5432')
  url.pathname = '/postgres'
  change(url)
  return url.href
}

describePostgres('a database that cannot be opened', () => {
  test.each([password, ''])('wrong password "%s"', async (word) => {
    const error = await opening(
      url((it) => {
        it.password = word
      }),
    )
    expect(error).toMatchObject({ code: 'access-denied', transient: false })
    expect(error.message).toMatch(/The user ".*" was refused at .*: .*password.*\. Correct user and password/)
  })

  test('unknown database', async () => {
    const error = await opening(
      url((it) => {
        it.pathname = '/there_is_none'
      }),
    )
    expect(error).toMatchObject({ code: 'unknown-database', transient: false })
    expect(error.message).toMatch(/There is no database "there_is_none" at .*Make it/)
  })

  test('encryption that the server does not offer', async () => {
    const error = await opening(
      url((it) => {
        it.search = '?ssl=true'
      }),
    )
    expect(error).toMatchObject({ code: 'unreachable', transient: false })
    expect(error.message).toContain('ssl=false')
  })

  test('the scheme may be written out', async () => {
    await using engine = await openEngine(url(() => undefined).replace('postgres:', 'postgresql:'))
    await using session = await engine.connect()
    expect(await session.query('SELECT 1')).toEqual([[1]])
  })
})

describeOwnPostgres('a server that is full', () => {
  test('says so, and is worth another try', async () => {
    await using server = await startPostgres({ settings: { max_connections: '5' } })
    await using engine = await openEngine(`${server.url}/postgres`)
    const sessions = await Promise.allSettled(Array.from({ length: 8 }, () => engine.connect()))
    const refused = sessions.flatMap((session) => (session.status === 'rejected' ? [session.reason] : []))
    expect(refused.length).toBeGreaterThan(0)
    for (const error of refused) {
      expect(error).toMatchObject({
        code: 'too-many-connections',
        transient: true,
        message: expect.stringContaining('has no connection left'),
      })
    }
  })
})

test('a port where nobody listens', async () => {
  const error = await opening(`postgres://someone:${password}@127.0.0.1:${await freePort()}/db`)
  expect(error).toMatchObject({ code: 'unreachable', transient: true })
  expect(error.message).toMatch(/No server listens at 127\.0\.0\.1:\d+\. Start it, or correct host and port/)
})

test('a host that is not known', async () => {
  const error = await opening(`postgres://someone:${password}@no-such-host.invalid/db`)
  expect(error.code).toBe('unreachable')
  expect(error.message).toContain('"no-such-host.invalid" is not known')
})

test.each([
  ['closes at once', ''],
  ['speaks something else', 'SSH-2.0-OpenSSH_9.2\r\n'],
])('a server that %s', async (_, greeting) => {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end(greeting)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  expect(await opening(`postgres://someone:${password}@127.0.0.1:${port}/db`)).toMatchObject({ code: 'unreachable' })
  server.close()
})

test.each([
  [`postgres://someone:${password}@host:5432`, 'names no database'],
  [`postgres://:${password}@host:5432/db`, 'names no user'],
  [`postgres://someone:${password}@host:54322222/db`, 'cannot be read as a URL'],
  [`postgres://someone:${password}%zz@host/db`, 'holds a % that begins no code'],
  [`postgres://someone:${password}@host/db?sslmode=require`, 'the option "sslmode", which is not known'],
  [`postgres://someone:${password}@host/db?ssl=maybe`, 'says ssl=maybe'],
])('the URL %s', async (text, sentence) => {
  const error = await opening(text)
  expect(error.code).toBe('bad-url')
  expect(error.message).toContain(sentence)
})
