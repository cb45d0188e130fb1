import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LoadError } from '../../loader/errors/index.ts'
import type { UnitResult } from '../../loader/etl/index.ts'
import { openNotices } from '../../loader/notify/index.ts'
import { cut, lines, oneLine } from '../../loader/notify/plain-text.ts'
import { outcome } from '../etl/unit-results.ts'
import { aWarehouse } from './a-warehouse.ts'
import { type MailBox, openMailBox, type ReceivedMail } from './mail-box.ts'
import { readMail } from './read-mail.ts'
import { eventsOf } from './results.ts'
import { openWebBox, type WebBox } from './web-box.ts'

let mailBox: MailBox
let webBox: WebBox
beforeAll(async () => {
  mailBox = await openMailBox()
  webBox = await openWebBox()
})
afterAll(async () => {
  await mailBox[Symbol.asyncDispose]()
  await webBox[Symbol.asyncDispose]()
})

interface Hostile {
  readonly units: readonly UnitResult[]
  readonly place?: string
  readonly hide?: (text: string) => string
}

/** The mails and posts of a run's end. */
async function sent({ units, place = 'duckdb:/srv/shop.duckdb', hide = (text) => text }: Hostile) {
  const before = { mails: mailBox.mails.length, posts: webBox.posts.length }
  const warnings: string[] = []
  const warehouse = aWarehouse({
    mail: { server: mailBox.url, when: 'end' },
    webhook: { url: `${webBox.origin}/x`, when: 'end' },
    place,
  })
  const notices = openNotices(warehouse, { hide, warn: (sentence) => warnings.push(sentence) })
  for (const event of eventsOf(units)) notices.listener(event)
  await notices.settled()
  return { mails: mailBox.mails.slice(before.mails), posts: webBox.posts.slice(before.posts), warnings }
}

const harmless = [
  'auto-submitted',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-typeline-event',
]

function expectHarmless(mail: ReceivedMail): void {
  const { headers } = readMail(mail.raw)
  expect([...headers.keys()].sort()).toEqual(harmless)
  for (const [name, values] of headers) expect(`${name}: ${values.length}`).toBe(`${name}: 1`)
  expect(headers.get('to')).toEqual(['ann@example.org'])
  expect(headers.get('content-type')).toEqual(['text/plain; charset=utf-8'])
  expect(mail.to).toEqual(['ann@example.org'])
}

/** What turns one header into two, ends the headers, ends the message, or begins an encoded word. */
const attacks = [
  'a\r\nBcc: eve@example.org',
  'a\nBcc: eve@example.org',
  'a\rBcc: eve@example.org',
  'a\r\n\r\nanother body',
  'a\r\n.\r\nMAIL FROM:<eve@example.org>\r\nRCPT TO:<eve@example.org>\r\nDATA\r\n',
  'a\u2028Bcc: eve@example.org',
  'a\u0085Bcc: eve@example.org',
  'a\0b\u001b]0;title\u0007',
  '=?utf-8?Q?a=0D=0ABcc:_eve@example.org?=',
  'a\u202eexe.evil',
  'größer 日本 😀',
  `${'long '.repeat(500)}\r\nBcc: eve@example.org`,
]

const failed = { status: 'failed' } as const

it.each([
  ...attacks.map((text): [string, Hostile] => [
    `${JSON.stringify(text).slice(0, 60)} as unit, error, bug and file of the warehouse`,
    {
      units: [
        outcome(text, { ...failed, error: new LoadError('x', 'No.') }),
        outcome('store', { ...failed, error: new LoadError('x', text) }),
        outcome('item', { ...failed, error: new Error(text) }),
      ],
      place: `duckdb:/srv/${text}.duckdb`,
    },
  ]),
  ['as database', { units: [outcome('store')], place: `mysql://ann@db1/${encodeURIComponent(attacks.join())}` }],
  ['instead of a password', { units: [outcome('pw', failed)], hide: (said) => said.replaceAll('pw', attacks.join()) }],
] satisfies [string, Hostile][])('%s: no header, no recipient, no second mail', async (_, hostile) => {
  const { mails, posts, warnings } = await sent(hostile)
  expect(warnings).toEqual([])
  expect(mails).toHaveLength(1)
  for (const mail of mails) {
    expectHarmless(mail)
    const { subject, text: body } = readMail(mail.raw)
    expect(subject).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
    expect([...subject].length).toBeLessThanOrEqual(200)
    expect(body).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e]/u)
  }
  for (const post of posts)
    expect((JSON.parse(post.body) as { text: string }).text.split('\n')[0]).toMatch(/^\[.*run 12/)
})

it('whatever a text is, one line of it has no control and no more than its room', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 50 }), (text, room) => {
      const line = oneLine(text, room)
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
      expect([...line].length).toBeLessThanOrEqual(room)
      expect(lines(text)).not.toMatch(/[^\P{Cc}\n\t]/u)
    }),
  )
})

describe('sizes', () => {
  const log = '/srv/log/run.log'
  const huge = 'x'.repeat(2 ** 20)

  it('an error of a megabyte is cut, and the log named', async () => {
    const error = new LoadError('x', huge, { fields: { statement: huge } })
    const { mails, posts } = await sent({ units: [outcome('store', { status: 'failed', error })] })
    const { text } = readMail(mails[0]?.raw ?? '')
    expect(text.length).toBeLessThan(10_000)
    expect(text).toContain(`xxx… (cut: 1,048,603 characters in all; the rest is in the log, ${log})\n`)
    expect(posts[0]?.body.length).toBeLessThan(20_000)
    const document = JSON.parse(posts[0]?.body ?? '') as { text: string; units: { error: { statement: string } }[] }
    expect(document.units[0]?.error.statement).toMatch(/^x{4000}… \(cut: 1,048,576 characters in all/)
    expect(document.text.length).toBeLessThan(3200)
  })

  it('two thousand errors share the room', async () => {
    const error = new LoadError('x', huge.slice(0, 10_000))
    const units = Array.from({ length: 2000 }, (_, n) => outcome(`unit_${n}`, { status: 'failed', error }))
    const { mails, posts } = await sent({ units })
    expect(readMail(mails[0]?.raw ?? '').text.length).toBeLessThan(201_000)
    expect(posts[0]?.body.length).toBeLessThan(2_000_000)
  })

  it('a password where it is cut is hidden before', async () => {
    const error = new LoadError('x', `${'x'.repeat(3960)} s3cret-password ${'y'.repeat(4000)}`)
    const hide = (text: string) => text.replaceAll('s3cret-password', '***')
    const { mails, posts } = await sent({ units: [outcome('store', { status: 'failed', error })], hide })
    for (const text of [readMail(mails[0]?.raw ?? '').text, posts[0]?.body]) expect(text).not.toContain('s3')
  })

  it.each([
    ['short', 10, 'short'],
    ['just right', 10, 'just right'],
    ['too long by', 8, 'too long… (cut: 11 characters in all; the rest is in the log, L)'],
    ['a😀b', 2, 'a… (cut: 4 characters in all; the rest is in the log, L)'],
  ])('%j cut at %i', (text, room, expected) => expect(cut(text, room, 'L')).toBe(expected))
})
