import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DatabaseError } from '../../loader/errors/index.ts'
import type { NoticeTime } from '../../loader/model/index.ts'
import { type Notices, openNotices } from '../../loader/notify/index.ts'
import { aWarehouse } from './a-warehouse.ts'
import { type MailBox, openMailBox } from './mail-box.ts'
import { readMail } from './read-mail.ts'
import { ends, eventsOf } from './results.ts'
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

const start = 'run-started'
const end = 'run-finished'

/** Run → what is sent by 'always', 'end', 'failure'. */
const table: readonly (readonly [
  string,
  (notices: Notices) => void,
  Readonly<Record<NoticeTime, readonly string[]>>,
])[] = [
  ['done', told(ends.done), { always: [start, end], end: [end], failure: [] }],
  ['many rejects', told(ends.rejects), { always: [start, end], end: [end], failure: [end] }],
  ['a failed unit', told(ends['unit-failed']), { always: [start, end], end: [end], failure: [end] }],
  ['a locked unit', told(ends.locked), { always: [start, end], end: [end], failure: [end] }],
  ['a bug', told(ends.bug), { always: [start, end], end: [end], failure: [end] }],
  ['stopped', told(ends.terminated), { always: [start, end], end: [end], failure: [end] }],
  [
    'an end that is not recorded',
    told(ends.done, { unrecorded: new DatabaseError('unreachable', 'Gone.') }),
    { always: [start, end], end: [end], failure: [end] },
  ],
  [
    'refused',
    (notices) =>
      notices.refused({ reason: 'not-ready', errors: [{ where: 'the source shop', error: new Error('x') }] }),
    { always: ['run-refused'], end: ['run-refused'], failure: ['run-refused'] },
  ],
  ['nothing', () => {}, { always: [], end: [], failure: [] }],
]

function told(...given: Parameters<typeof eventsOf>): (notices: Notices) => void {
  return (notices) => {
    for (const event of eventsOf(...given)) notices.listener(event)
  }
}

describe.each(['always', 'end', 'failure'] as const)("when: '%s'", (when) => {
  it.each(table)('%s', async (_, tell, expected) => {
    const before = { mails: mailBox.mails.length, posts: webBox.posts.length }
    const warnings: string[] = []
    const warehouse = aWarehouse({ mail: { server: mailBox.url, when }, webhook: { url: `${webBox.origin}/x`, when } })
    const notices = openNotices(warehouse, {
      hide: (text) => text,
      warn: (sentence) => warnings.push(sentence),
      stopped: () => 'terminated',
    })
    tell(notices)
    await notices.settled()
    const mails = mailBox.mails.slice(before.mails).map(({ raw }) => readMail(raw).headers.get('x-typeline-event')?.[0])
    const posts = webBox.posts.slice(before.posts).map(({ body }) => (JSON.parse(body) as { event: string }).event)
    expect({ mails, posts, warnings }).toEqual({ mails: expected[when], posts: expected[when], warnings: [] })
  })
})

it('mail and webhook have times of their own', async () => {
  const before = { mails: mailBox.mails.length, posts: webBox.posts.length }
  await using notices = openNotices(
    aWarehouse({
      mail: { server: mailBox.url, when: 'failure' },
      webhook: { url: `${webBox.origin}/x`, when: 'always' },
    }),
    { hide: (text) => text, warn: () => {} },
  )
  told(ends.done)(notices)
  await notices.settled()
  expect(mailBox.mails.length - before.mails).toBe(0)
  expect(webBox.posts.length - before.posts).toBe(2)
})
