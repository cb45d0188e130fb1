import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onDatabase } from '../cli/shop/rows.ts'
import { freePort } from '../servers/index.ts'
import { openMailBox } from './mail-box.ts'
import { readMail } from './read-mail.ts'
import { openShop, type Ran, type Shop } from './run-here.ts'
import { openWebBox } from './web-box.ts'

const load = '--run_dimensions --run_facts --json'
const secret = '/services/T0/B0/s3cret-hook'

const inError = 'a-w0rd-of-data'

let shop: Shop
/** Its query of sales fails when it is run, and tells a word of its data. */
let broken: Shop
beforeAll(async () => {
  shop = await openShop()
  broken = await openShop()
  await onDatabase(broken.sourceUrl, async (session) => {
    await session.execute('ALTER TABLE sale RENAME TO sale_rows')
    await session.execute(`CREATE TABLE word AS SELECT '${inError} ${secret}' AS w`)
    await session.execute(
      'CREATE VIEW sale AS SELECT id, store_id, CAST(w AS INTEGER) AS item_id, sold_at, amount FROM sale_rows, word',
    )
  })
})
afterAll(async () => {
  await shop[Symbol.asyncDispose]()
  await broken[Symbol.asyncDispose]()
})

/** Without what differs from run to run. */
function document({ stdout }: Ran): unknown {
  return JSON.parse(stdout.replaceAll(/"(milliseconds)": \d+|"execution_time": "[^"]*"/g, '"$1": 0'))
}

describe('a mail server and a webhook that are down change nothing', () => {
  it.each([
    ['a load', () => shop, load, 0],
    ['a failed unit', () => broken, load, 1],
    ['what cannot be selected', () => shop, `${load} --select nothing`, 2],
  ])('%s: the same exit status and document as without them', async (_, of, line, status) => {
    const port = await freePort()
    const mail = { server: `smtp://ann:m4il-pw@127.0.0.1:${port}`, when: 'always' } as const
    // Another path than that in the data, which would be hidden in one of the two.
    const webhook = { url: `http://127.0.0.1:${port}${secret}-2`, when: 'always' } as const
    const without = await of().run(line, {})
    const ran = await of().run(line, { mail, webhook })
    expect({ status: ran.status, document: document(ran) }).toEqual({
      status,
      document: document(without),
    })
    expect(without.status).toBe(status)
  })

  it('and a sentence says so on stderr and in the log, without passwords', async () => {
    const port = await freePort()
    const mail = { server: `smtp://ann:m4il-pw@127.0.0.1:${port}`, when: 'always' } as const
    const webhook = { url: `http://127.0.0.1:${port}${secret}`, when: 'end' } as const
    const { status, stdout, stderr, log } = await shop.run(load, { mail, webhook })
    expect(status).toBe(0)
    const lost = (stderr.match(/^The notice of .*$/gm) ?? []).map((line) => line.replace(/\(.*\)/, '(…)')).sort()
    const rest = 'The load is not touched by that; look at that server, and at'
    expect(lost).toEqual([
      `The notice of the end of run 1 was not sent: the mail server smtp://ann@127.0.0.1:${port} did not take it (…). ${rest} mail.server in config.ts.`,
      `The notice of the end of run 1 was not sent: the webhook at http://127.0.0.1:${port} did not take it (…). ${rest} webhook.url in config.ts.`,
      `The notice of the start of run 1 was not sent: the mail server smtp://ann@127.0.0.1:${port} did not take it (…). ${rest} mail.server in config.ts.`,
    ])
    expect(log.match(/The notice of /g)).toHaveLength(3)
    for (const text of [stdout, stderr, log]) expect(text).not.toMatch(/m4il-pw|s3cret-hook/)
  })
})

it('mail and webhook tell of a load what --json tells', async () => {
  await using mailBox = await openMailBox()
  await using web = await openWebBox()
  const { status, stdout, stderr } = await shop.run(load, {
    mail: { server: mailBox.url, when: 'always' },
    webhook: { url: `${web.origin}${secret}`, when: 'always' },
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const subjects = mailBox.mails.map(({ raw }) => readMail(raw).subject.replace(/ in .*$| on .*\]/g, ''))
  expect(subjects).toEqual([
    expect.stringMatching(/run 1 began: 3 units$/),
    expect.stringMatching(/run 1 done: 3 units$/),
  ])
  const [start, end] = web.posts.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
  expect(start).toMatchObject({ event: 'run-started', run_id: 1, units: ['store', 'item', 'sale'] })
  expect(end).toMatchObject({ event: 'run-finished', ...(JSON.parse(stdout) as object), next: [] })
})

it('a run that could not begin is told of, with what stood in the way and without its password', async () => {
  await using mailBox = await openMailBox()
  await using web = await openWebBox()
  const { status } = await shop.run(load, {
    source: `mysql://ann:s3cret-pw@127.0.0.1:${await freePort()}/shop`,
    mail: { server: mailBox.url, when: 'failure' },
    webhook: { url: `${web.origin}${secret}`, when: 'failure' },
  })
  expect(status).toBe(2)
  expect(mailBox.mails).toHaveLength(1)
  const { subject, text } = readMail(mailBox.mails[0]?.raw ?? '')
  expect(subject).toMatch(/\] could not load: the source shop: /)
  expect(text).toContain('mysql://ann@127.0.0.1')
  const [post] = web.posts
  expect(JSON.parse(post?.body ?? '')).toMatchObject({ event: 'run-refused', status: 2, reason: 'not-ready' })
  for (const said of [subject, text, post?.body]) expect(said).not.toContain('s3cret')
})

it.each(['--test_dimension_source', '--run_dimensions --dry-run', '--run_dimensions --sample 2', 'status'])(
  'nothing is sent of %s',
  async (line) => {
    await using mailBox = await openMailBox()
    const { status } = await shop.run(line, { mail: { server: mailBox.url, when: 'always' } })
    expect({ status, mails: mailBox.mails.length }).toEqual({ status: 0, mails: 0 })
  },
)

it('nor of a dry run that could not begin', async () => {
  await using mailBox = await openMailBox()
  const { status } = await shop.run('--run_dimensions --dry-run', {
    source: `mysql://ann:s3cret-pw@127.0.0.1:${await freePort()}/shop`,
    mail: { server: mailBox.url, when: 'always' },
  })
  expect({ status, mails: mailBox.mails.length }).toEqual({ status: 2, mails: 0 })
})

it('a mail server that cannot be one is told before anything is done', async () => {
  const { status, stderr } = await shop.run('--run_dimensions', {
    mail: { server: 'http://ann:m4il-pw@h', when: 'end' },
  })
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(/^warehouse, mail: server is http:\/\/ann@h/),
  })
})

it('a password that stands in an error of the database is in no notice', async () => {
  await using mailBox = await openMailBox()
  await using web = await openWebBox()
  const { status } = await broken.run(load, {
    mail: { server: `smtp://ann:${inError}@127.0.0.1:${mailBox.port}`, when: 'end' },
    webhook: { url: `${web.origin}${secret}`, when: 'end' },
  })
  const { subject, text } = readMail(mailBox.mails[0]?.raw ?? '')
  expect({ status, subject }).toEqual({
    status: 1,
    subject: expect.stringMatching(/run 1 failed: 1 of 3 units \(sale\)$/),
  })
  const [post] = web.posts
  for (const said of [text, post?.body]) expect(said).toContain("Could not convert string '*** ***' to INT32")
  for (const said of [text, post?.body]) expect(said).not.toMatch(/w0rd|s3cret/)
})
