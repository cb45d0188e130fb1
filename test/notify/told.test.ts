import { hostname } from 'node:os'
import { expect, it } from 'vitest'
import { DatabaseError } from '../../loader/errors/index.ts'
import type { Reason, UnitResult } from '../../loader/etl/index.ts'
import { openNotices } from '../../loader/notify/index.ts'
import { until } from '../cli/until.ts'
import { skipped } from '../etl/unit-results.ts'
import { aWarehouse } from './a-warehouse.ts'
import { openMailBox } from './mail-box.ts'
import { type ReadMail, readMail } from './read-mail.ts'
import { ends, eventsOf } from './results.ts'
import { openWebBox } from './web-box.ts'

const process_ = `${hostname()}, process ${process.pid}`

async function sent(units: readonly UnitResult[], more: { unrecorded?: unknown; stopped?: Reason } = {}) {
  await using mailBox = await openMailBox()
  await using webBox = await openWebBox()
  const warehouse = aWarehouse({
    mail: { server: mailBox.url, when: 'always', to: ['ann@example.org', 'Bob <bob@example.org>'] },
    webhook: { url: `${webBox.origin}/hook?a=1`, when: 'always' },
  })
  const { stopped = null, ...result } = more
  const notices = openNotices(warehouse, {
    hide: (text) => text.replaceAll('s3cret-pw', '***'),
    warn: (sentence) => expect(sentence).toBe(''),
    stopped: () => stopped,
  })
  for (const event of eventsOf(units, result)) notices.listener(event)
  await notices.settled()
  const [start, end] = mailBox.mails.map(({ raw }) => readMail(raw)) as [ReadMail, ReadMail]
  const [startPost, endPost] = webBox.posts.map((post) => ({ ...post, document: JSON.parse(post.body) as unknown }))
  return { start, end, startPost, endPost, envelope: mailBox.mails[0] }
}

it('the start: when, what, where', async () => {
  const { start, startPost, envelope } = await sent(ends['unit-failed'])
  expect(start.subject).toBe('[shop on db1] run 12 began: 3 units')
  expect(start.text).toBe(`Run 12 began: 3 units.

Warehouse       mysql://ann@db1:3306/shop
Execution time  2026-11-20 01:00:00.000000 UTC
Loaded by       ${process_}
Log             /srv/log/run.log

To be loaded:
  store
  item
  sale
`)
  expect(envelope).toMatchObject({ from: 'typeline@example.org', to: ['ann@example.org', 'bob@example.org'] })
  expect(start.headers.get('from')).toEqual(['Typeline <typeline@example.org>'])
  expect(start.headers.get('auto-submitted')).toEqual(['auto-generated'])
  expect(startPost).toMatchObject({ method: 'POST', path: '/hook?a=1' })
  expect(startPost?.headers['content-type']).toBe('application/json')
  expect(startPost?.document).toEqual({
    version: 1,
    event: 'run-started',
    text: '[shop on db1] run 12 began: 3 units\nstore, item, sale',
    warehouse: { name: 'shop on db1', place: 'mysql://ann@db1:3306/shop' },
    host: hostname(),
    pid: process.pid,
    run_id: 12,
    execution_time: '2026-11-20 01:00:00.000000',
    units: ['store', 'item', 'sale'],
  })
})

it('the end of a run that failed: reason, errors, what was skipped for them, numbers, what to type', async () => {
  const { end, endPost } = await sent(ends['unit-failed'])
  expect(end.subject).toBe('[shop on db1] run 12 failed: 1 of 3 units (store), 1 skipped')
  expect(end.text).toBe(`Run 12 failed: 1 of 3 units (store), 1 skipped.

Warehouse       mysql://ann@db1:3306/shop
Execution time  2026-11-20 01:00:00.000000 UTC
Took            4 min 05 s
Exit status     1 (unit-failed)
Loaded by       ${process_}
Log             /srv/log/run.log

store: failed after 12 s. The connection to mysql://ann@db1/shop was lost.
  because: read ECONNRESET
sale: skipped, since it needs store

unit    read    new  versions  overwritten  unchanged  duplicates  rejected  misses   time
store      0      0         0            0          0           0         0       0   12 s  failed
item   1,200  1,000         0            0        190           0        10       0  3.0 s  done
sale       -      -         -            -          -           -         -       -      -  skipped: needs store

Next:
  run.ts rejects show --run 12                             the rows that were left out, and why
  run.ts --run_dimensions --run_facts --select store sale  loads what is missing, once its cause is gone
`)
  expect(endPost?.document).toMatchObject({
    version: 1,
    event: 'run-finished',
    text: `[shop on db1] run 12 failed: 1 of 3 units (store), 1 skipped
store: failed after 12 s. The connection to mysql://ann@db1/shop was lost.
  because: read ECONNRESET
sale: skipped, since it needs store`,
    status: 1,
    reason: 'unit-failed',
    run_id: 12,
    milliseconds: 245_000,
    units: [
      {
        name: 'store',
        kind: 'dimension',
        status: 'failed',
        error: { code: 'connection-lost', message: 'The connection to mysql://ann@db1/shop was lost.' },
      },
      { name: 'item', status: 'done', counts: { read: 1200, new: 1000, unchanged: 190, rejected: 10 } },
      { name: 'sale', kind: 'fact', status: 'skipped', because: ['store'] },
    ],
    next: ['run.ts rejects show --run 12', 'run.ts --run_dimensions --run_facts --select store sale'],
  })
})

const many = Array.from({ length: 9 }, (_, n) => ({ ...ends['unit-failed'][0], unit: `u${n}` }))
const bad = new DatabaseError('unreachable', 'Gone.')

it.each<[Reason, string, readonly UnitResult[], object]>([
  ['done', 'run 12 done: 2 units in 4 min 05 s', ends.done, {}],
  ['done', 'run 12 done: 1 unit in 4 min 05 s', ends.done.slice(1), {}],
  ['rejects', 'run 12 done, many rows rejected: 1 of 2 units (item)', ends.rejects, {}],
  ['unit-failed', 'run 12 failed: 9 of 9 units (u0, u1, u2 and 6 more)', many, {}],
  ['unit-failed', 'run 12 done, but its end could not be recorded', ends.done, { unrecorded: bad }],
  ['locked', 'run 12 met a lock: 1 of 2 units (store)', ends.locked, {}],
  ['bug', 'run 12 met a bug of the loader: 1 of 2 units (store)', ends.bug, {}],
  ['terminated', 'run 12 was stopped: 2 of 3 units not loaded', ends.terminated, { stopped: 'terminated' }],
  ['interrupted', 'run 12 was stopped: 1 of 1 units not loaded', [skipped('a', [])], { stopped: 'interrupted' }],
])('the subject of %s: %s', async (reason, headline, units, more) => {
  const { end, endPost } = await sent(units, more)
  expect(end.subject).toBe(`[shop on db1] ${headline}`)
  expect(endPost?.document).toMatchObject({ reason })
  expect(end.text.includes('not in etl_run. Gone.')).toBe('unrecorded' in more)
})

it('a webhook with user and password, that answers without end', async () => {
  let closed = false
  await using webBox = await openWebBox((response) => {
    response.writeHead(200)
    const more = setInterval(() => response.write('more'), 1)
    response.on('close', () => {
      clearInterval(more)
      closed = true
    })
  })
  const warnings: string[] = []
  const url = webBox.origin.replace('//', '//ann:p%40ss@')
  await using notices = openNotices(aWarehouse({ webhook: { url, when: 'end' } }), {
    hide: (text) => text,
    warn: (sentence) => warnings.push(sentence),
  })
  for (const event of eventsOf(ends.done)) notices.listener(event)
  await notices.settled()
  expect(warnings).toEqual([])
  // Nothing of it holds up the end of the process.
  await until(() => closed)
  const basic = Buffer.from('ann:p@ss').toString('base64')
  expect(webBox.posts.map(({ headers }) => headers.authorization)).toEqual([`Basic ${basic}`])
})

it('a locked unit: who has it', async () => {
  const { end } = await sent(ends.locked)
  expect(end.text).toMatch(/^ {2}run\.ts unlock store +who has it$/m)
})

it('nothing to type when all is done', async () => {
  const { end } = await sent(ends.done.slice(1))
  expect(end.text).not.toContain('Next:')
})

it('a run that could not begin: what stood in the way', async () => {
  await using mailBox = await openMailBox()
  await using webBox = await openWebBox()
  const warehouse = aWarehouse({
    mail: { server: mailBox.url, when: 'failure' },
    webhook: { url: webBox.origin, when: 'failure' },
  })
  const notices = openNotices(warehouse, { hide: (text) => text, warn: () => {} })
  notices.refused({ reason: 'not-ready', errors: [{ where: 'the source shop', error: bad }, { error: bad }] })
  await notices.settled()
  const { subject, text } = readMail(mailBox.mails[0]?.raw ?? '')
  expect(subject).toBe('[shop on db1] could not load: the source shop: Gone.')
  expect(text).toContain('Exit status  2 (not-ready)\n')
  expect(text).toContain('\n\nthe source shop: Gone.\n\nGone.\n')
  expect(JSON.parse(webBox.posts[0]?.body ?? '')).toMatchObject({
    event: 'run-refused',
    status: 2,
    reason: 'not-ready',
    errors: [
      { where: 'the source shop', code: 'unreachable', message: 'Gone.' },
      { code: 'unreachable', message: 'Gone.' },
    ],
  })
})
