import { describe, expect, it } from 'vitest'
import { openNotices } from '../../loader/notify/index.ts'
import { lostNotice } from '../../loader/notify/lost-notice.ts'
import { until } from '../cli/until.ts'
import { freePort } from '../servers/index.ts'
import { aWarehouse, type Told } from './a-warehouse.ts'
import { openRawServer, saying } from './raw-server.ts'
import { ends, eventsOf } from './results.ts'
import { openWebBox } from './web-box.ts'

const password = 'm4il/pw'
const login = `ann:${encodeURIComponent(password)}@`

interface Trouble extends AsyncDisposable {
  readonly told: Told
  /** In the warning. */
  readonly place: string
  /** Connections that the server has open. */
  readonly open?: () => number
}

const nothing = { [Symbol.asyncDispose]: async () => {} }

function mailAt(port: number, more = ''): Pick<Trouble, 'told' | 'place'> {
  return {
    told: { mail: { server: `smtp://${login}127.0.0.1:${port}${more}`, when: 'end' } },
    place: `the mail server smtp://ann@127.0.0.1:${port}${more}`,
  }
}

function hookAt(port: number, path = '/services/T0/B0/s3cret-token'): Pick<Trouble, 'told' | 'place'> {
  const origin = `http://127.0.0.1:${port}`
  return { told: { webhook: { url: `${origin}${path}`, when: 'end' } }, place: `the webhook at ${origin}` }
}

async function rawMail(...replies: readonly string[]): Promise<Trouble> {
  const server = await openRawServer(saying(replies))
  return { ...mailAt(server.port), open: server.open, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

async function webAnswer(status: number, headers = {}): Promise<Trouble> {
  const box = await openWebBox((response) => response.writeHead(status, headers).end('no'))
  return { ...hookAt(Number(new URL(box.origin).port)), [Symbol.asyncDispose]: () => box[Symbol.asyncDispose]() }
}

const greeting = '220 test ESMTP'
const ehlo = '250-test\r\n250 AUTH PLAIN LOGIN'
const ok = '250 ok'

/** What is wrong with the server → what the warning says of it. */
const table: readonly (readonly [string, () => Promise<Trouble>, RegExp])[] = [
  ['a mail server that is down', async () => ({ ...mailAt(await freePort()), ...nothing }), /ECONNREFUSED/],
  ['one that takes connections and says nothing', () => rawMail(), /within 1 s|timeout|greeting/i],
  ['one that greets and hangs', () => rawMail(greeting), /within 1 s|timeout/i],
  ['one that hangs on the login', () => rawMail(greeting, ehlo), /within 1 s|timeout/i],
  ['one that hangs on the message', () => rawMail(greeting, ehlo, '235 in', ok, ok, '354 go'), /within 1 s|timeout/i],
  ['one that closes at once', () => closing(), /closed|ECONNRESET/i],
  ['one that refuses all', () => rawMail('554 no service'), /554 no service/],
  ['one that is not one', () => rawMail('HTTP/1.1 400 Bad Request'), /HTTP\/1\.1 400/],
  [
    'one that refuses the login, repeating it',
    () => rawMail(greeting, ehlo, repeated),
    /it refused user and password \(535\)/,
  ],
  ['one that refuses the sender', () => rawMail(greeting, ehlo, '235 in', '550 not you'), /550 not you/],
  ['one that refuses one of two', () => partly(), /it refused bob@example\.org/],
  [
    'one that refuses the message',
    () => rawMail(greeting, ehlo, '235 in', ok, ok, '354 go', '552 too big'),
    /552 too big/,
  ],
  ['a webhook that is down', async () => ({ ...hookAt(await freePort()), ...nothing }), /ECONNREFUSED/],
  ['one that hangs', () => silentHook(), /within 1 s/],
  ['one that answers 500', () => webAnswer(500), /it answered 500/],
  ['one that answers 404', () => webAnswer(404), /it answered 404/],
  ['one that sends elsewhere', () => webAnswer(302, { location: 'http://127.0.0.1:1/' }), /it answered 302/],
  ['one that is not one', () => notHttp(), /Parse Error/],
]

const repeated = `535 no such login: ${Buffer.from(`\0ann\0${password}`).toString('base64')}`

async function closing(): Promise<Trouble> {
  const server = await openRawServer((socket) => void socket.destroy())
  return { ...mailAt(server.port), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

async function partly(): Promise<Trouble> {
  const server = await openRawServer(saying([greeting, ehlo, '235 in', ok, ok, '550 nobody', '354 go', ok]))
  const { told, place } = mailAt(server.port)
  const mail = { server: '', when: 'end', ...told.mail, to: ['ann@example.org', 'bob@example.org'] } as const
  return { told: { mail }, place, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

async function silentHook(): Promise<Trouble> {
  const server = await openRawServer((socket) => void socket.resume())
  return { ...hookAt(server.port), open: server.open, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

async function notHttp(): Promise<Trouble> {
  const server = await openRawServer((socket) => void socket.end('220 smtp\r\n'))
  return { ...hookAt(server.port), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

describe.each(table)('%s', (_, make, why) => {
  it('is one warning that names the place, and is given up in time', async () => {
    await using trouble = await make()
    const warnings: string[] = []
    // One that answers may take its time on a machine that is busy.
    const patience = why.source.includes('within') ? 400 : 8000
    const notices = openNotices(aWarehouse(trouble.told), {
      hide: (text) => text,
      warn: (sentence) => warnings.push(sentence),
      patience,
    })
    const since = performance.now()
    for (const event of eventsOf(ends.done)) notices.listener(event)
    // Nothing is waited for, and nothing told, while the load goes on.
    expect(warnings).toEqual([])
    await notices.settled()
    expect(performance.now() - since).toBeLessThan(patience + 4000)
    expect(warnings).toHaveLength(1)
    const [warning = ''] = warnings
    expect(warning).toMatch(why)
    expect(warning).toContain(`The notice of the end of run 12 was not sent: ${trouble.place} did not take it`)
    expect(warning).toMatch(/look at that server, and at (mail\.server|webhook\.url) in config\.ts\.$/)
    for (const secret of [password, encodeURIComponent(password), Buffer.from(password).toString('base64'), 's3cret'])
      expect(warning).not.toContain(secret)
    expect(warning).not.toContain(repeated.slice(20))
    // Nothing stays open that would hold up the end of the process.
    await until(() => (trouble.open?.() ?? 0) === 0)
    expect(performance.now() - since).toBeLessThan(patience + 4000)
  })
})

it('a slow server gets its notices all the same, one after another', async () => {
  const replies = [greeting, '250 test', ok, ok, '354 go', ok]
  let underWay = 0
  let most = 0
  await using server = await openRawServer((socket) => {
    most = Math.max(most, ++underWay)
    saying(replies, 30, () => underWay--)(socket)
  })
  const warnings: string[] = []
  const warehouse = aWarehouse({ mail: { server: `smtp://127.0.0.1:${server.port}`, when: 'always' } })
  const notices = openNotices(warehouse, { hide: (text) => text, warn: (sentence) => warnings.push(sentence) })
  for (const event of [...eventsOf(ends.done), ...eventsOf(ends.done)]) notices.listener(event)
  await notices.settled()
  expect({ warnings, most }).toEqual({ warnings: [], most: 1 })
})

it('all that waits is given up together, and what comes after is sent again', async () => {
  let silent = true
  await using web = await openWebBox((response) => {
    if (!silent) response.writeHead(204).end()
  })
  const warnings: string[] = []
  const warehouse = aWarehouse({ webhook: { url: `${web.origin}/x`, when: 'always' } })
  const notices = openNotices(warehouse, {
    hide: (text) => text,
    warn: (sentence) => warnings.push(sentence),
    settle: 800,
  })
  const since = performance.now()
  for (const event of [...eventsOf(ends.done), ...eventsOf(ends.done)]) notices.listener(event)
  await notices.settled()
  expect(performance.now() - since).toBeLessThan(4000)
  expect(warnings.map((warning) => /start|end/.exec(warning)?.[0])).toEqual(['start', 'end', 'start', 'end'])
  silent = false
  for (const event of eventsOf(ends.done)) notices.listener(event)
  await notices.settled()
  // Of the first four one alone was under way.
  expect({ posts: web.posts.length, warnings: warnings.length }).toEqual({ posts: 3, warnings: 4 })
})

it('a server that never answers keeps no more than a hundred notices waiting', async () => {
  await using server = await openRawServer(() => {})
  const warnings: string[] = []
  const notices = openNotices(aWarehouse(hookAt(server.port).told), {
    hide: (text) => text,
    warn: (sentence) => warnings.push(sentence),
    settle: 50,
  })
  for (let run = 0; run < 103; run++) for (const event of eventsOf(ends.done)) notices.listener(event)
  expect(warnings).toHaveLength(3)
  await notices.settled()
  expect(warnings).toHaveLength(103)
})

it('a server that is down at each of its addresses: why, of each', () => {
  const recipient = { place: 'the webhook at http://h', setting: 'webhook.url' }
  const each = ['::1', '127.0.0.1'].map((address) => new Error(`connect ECONNREFUSED ${address}:80 s3cret.`))
  const hide = (text: string) => text.replaceAll('s3cret', '***')
  expect(lostNotice(recipient, { about: 'the end of run 1' }, new AggregateError(each), hide)).toContain(
    'did not take it (connect ECONNREFUSED ::1:80 ***.; connect ECONNREFUSED 127.0.0.1:80 ***).',
  )
})

it('while one hangs, the other gets its notice', async () => {
  await using hanging = await openRawServer(() => {})
  await using web = await openWebBox()
  const warehouse = aWarehouse({
    ...mailAt(hanging.port).told,
    webhook: { url: `${web.origin}/x`, when: 'end' },
  })
  await using notices = openNotices(warehouse, { hide: (text) => text, warn: () => {}, patience: 60_000, settle: 50 })
  for (const event of eventsOf(ends.done)) notices.listener(event)
  await until(() => web.posts.length === 1)
})
