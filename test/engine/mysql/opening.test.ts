import { once } from 'node:events'
import { createServer } from 'node:net'
import { inspect } from 'node:util'
import { expect, inject, test } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { TypelineError } from '../../../loader/errors/index.ts'
import { describeMysql, describeOwnMariadb } from '../../servers/describe-mysql.ts'
import { freePort, startMariadb } from '../../servers/index.ts'

const password = 'wr0ng-p4ss!'

async function opening(url: string): Promise<TypelineError> {
  const error = await openEngine(url).then(
    async (engine) => engine[Symbol.asyncDispose]().then(() => null),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(TypelineError)
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain(password)
  return error as TypelineError
}

function url(change: (url: URL) => void): string {
  const url = new URL(inject('mysqlUrl') ?? 'mysql://u:p@127.0.0.1:3306')
  url.pathname = '/information_schema'
  change(url)
  return url.href
}

describeMysql('a database that cannot be opened', () => {
  test('wrong password', async () => {
    const error = await opening(
      url((it) => {
        it.password = password
      }),
    )
    expect(error).toMatchObject({ code: 'access-denied', transient: false })
    expect(error.message).toMatch(
      /The user ".*" was refused at .*: wrong password.*Correct user and password in the URL\./,
    )
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
    expect(error).toMatchObject({ code: 'unreachable' })
    expect(error.message).toContain('ssl=false')
  })
})

describeOwnMariadb('a server that is full', () => {
  test('says so, and is worth another try', async () => {
    await using server = await startMariadb({ args: ['--max-connections=10'] })
    const place = new URL(server.url)
    place.pathname = '/information_schema'
    await using engine = await openEngine(place.href)
    // Ten for all, and one more for whoever may administer.
    const sessions = await Promise.allSettled(Array.from({ length: 12 }, () => engine.connect()))
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
  const error = await opening(`mysql://someone:${password}@127.0.0.1:${await freePort()}/db`)
  expect(error).toMatchObject({ code: 'unreachable', transient: true })
  expect(error.message).toMatch(/No server listens at 127\.0\.0\.1:\d+\. Start it, or correct host and port/)
})

test('a host that is not known', async () => {
  const error = await opening(`mysql://someone:${password}@no-such-host.invalid/db`)
  expect(error.code).toBe('unreachable')
  expect(error.message).toContain('"no-such-host.invalid" is not known')
})

test.each([
  ['closes at once', (): string | null => null],
  ['speaks something else', (): string | null => 'SSH-2.0-OpenSSH_9.2\r\n'],
])('a server that %s', async (_, greeting) => {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end(greeting() ?? '')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const error = await opening(`mysql://someone:${password}@127.0.0.1:${port}/db`)
  expect(error).toMatchObject({ code: 'unreachable' })
  server.close()
})

test.each([
  [`mysql://someone:${password}@host:3306`, 'names no database'],
  [`mysql://someone:${password}@host:33066666/db`, 'cannot be read as a URL'],
  [`mysql://someone:${password}%zz@host/db`, 'holds a % that begins no code'],
  [`mysql://someone:${password}@host/db?sssl=true`, 'the option "sssl", which is not known'],
  [`mysql://someone:${password}@host/db?ssl=maybe`, 'says ssl=maybe'],
])('the URL %s', async (text, sentence) => {
  const error = await opening(text)
  expect(error.code).toBe('bad-url')
  expect(error.message).toContain(sentence)
})
