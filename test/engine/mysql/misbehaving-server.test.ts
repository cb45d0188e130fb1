import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { openEngine, type Session } from '../../../loader/engine/index.ts'
import { DatabaseError } from '../../../loader/errors/index.ts'
import type { NamedColumn } from '../../../loader/schema/index.ts'
import { type Answer, fakeServer } from './fake-server.ts'

const columns: readonly NamedColumn[] = [{ name: 'a', column: { kind: 'text', nullable: false, purpose: 'attribute' } }]

async function failure(work: Promise<unknown>): Promise<DatabaseError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(DatabaseError)
  return error as DatabaseError
}

async function drained(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows);
}

test.each<[asked: string, file: string, trap: (sql: string) => boolean, act: string]>([
  ['instead of a result', '/etc/passwd', (sql) => sql.startsWith('SELECT secret'), 'query'],
  ['instead of a streamed result', '/etc/passwd', (sql) => sql.startsWith('SELECT secret'), 'read'],
  ['at our own LOAD DATA, by another name', '/etc/passwd', (sql) => sql.startsWith('LOAD DATA'), 'bulkLoad'],
])('a server that asks for a local file %s is refused and gets not one byte', async (_, file, trap, act) => {
  await using server = await fakeServer((sql): Answer | undefined => (trap(sql) ? { file } : undefined))
  await using engine = await openEngine(server.url)
  await using session = await engine.connect()
  const attempt = {
    query: () => session.query('SELECT secret'),
    read: () => drained(session.read('SELECT secret')),
    bulkLoad: () => session.bulkLoad({ table: 't', columns }, [[['the content']]]),
  }[act]
  const error = await failure(attempt?.() ?? Promise.resolve())
  expect(error).toMatchObject({ code: 'file-request-refused', transient: false })
  expect(error.message).toContain(file)
  // What was under way has arrived by now.
  await sleep(50)
  expect(server.leaked()).toBe(0)
  // The connection is of no use any more, and says so.
  expect(await failure(session.query('SELECT 1'))).toMatchObject({ code: 'file-request-refused' })
})

test('the statement that we send asks for a random name, another one each time', async () => {
  await using server = await fakeServer((sql) =>
    sql.startsWith('LOAD DATA') ? { error: 1148, state: '42000', message: 'not allowed' } : undefined,
  )
  const notices: string[] = []
  await using engine = await openEngine(server.url, { notice: (message) => notices.push(message) })
  for (const _ of [1, 2]) {
    await using session = await engine.connect()
    // INSERT instead; the fake says that no row went in.
    expect(await failure(session.bulkLoad({ table: 't', columns }, [[['x']]]))).toMatchObject({ code: 'bulk-mismatch' })
  }
  const loads = server.statements.filter((sql) => sql.startsWith('LOAD DATA'))
  expect(loads).toHaveLength(1)
  expect(loads[0]).toMatch(/INFILE 'typeline-[0-9a-f-]{36}'/)
  expect(notices).toHaveLength(1)
})

test('a load cancelled before the server asks for its rows sends none, and ends', async () => {
  const abort = new AbortController()
  const killed = Promise.withResolvers<void>()
  await using server = await fakeServer(async (sql): Promise<Answer | undefined> => {
    if (sql.startsWith('KILL')) killed.resolve()
    if (!sql.startsWith('LOAD DATA')) return undefined
    abort.abort()
    await killed.promise
    return { file: /INFILE '([^']+)'/.exec(sql)?.[1] ?? '' }
  })
  await using engine = await openEngine(server.url)
  await using session = await engine.connect()
  const load = session.bulkLoad({ table: 't', columns }, [[['the content']]], { signal: abort.signal })
  expect(await failure(load)).toMatchObject({ code: 'cancelled' })
  // The empty packet that ends a file.
  expect(server.leaked()).toBe(4)
  expect(await session.execute('DO 1')).toBe(0)
})

test('LOCAL refused after rows were sent is a failure: those rows cannot go in again another way', async () => {
  await using server = await fakeServer((sql): Answer | undefined =>
    sql.startsWith('LOAD DATA')
      ? {
          file: /INFILE '([^']+)'/.exec(sql)?.[1] ?? '',
          loaded: { error: 1148, state: '42000', message: 'not allowed' },
        }
      : undefined,
  )
  await using engine = await openEngine(server.url)
  await using session = await engine.connect()
  expect((await failure(session.bulkLoad({ table: 't', columns }, [[['x']]]))).message).toContain('not allowed')
  expect(server.statements.filter((sql) => sql.startsWith('INSERT'))).toEqual([])
})

test('packets out of order are no answer', async () => {
  await using server = await fakeServer((sql): Answer | undefined =>
    sql === 'SELECT n' ? { rows: [['1']], after: 'end', firstSequence: 5 } : undefined,
  )
  await using engine = await openEngine(server.url)
  for (const ask of [
    (session: Session) => session.query('SELECT n'),
    (session: Session) => drained(session.read('SELECT n')),
  ]) {
    await using session = await engine.connect()
    expect(await failure(ask(session))).toMatchObject({ transient: true })
    expect(await failure(session.query('SELECT 1'))).toMatchObject({ code: 'connection-lost' })
  }
})

test('a result cut short by a clean-looking end is no result', async () => {
  const rows = Array.from({ length: 10 }, (_, index) => [`${index}`])
  await using server = await fakeServer((sql) => (sql === 'SELECT n' ? { rows, after: 'cut' } : undefined))
  await using engine = await openEngine(server.url)
  await using session = await engine.connect()
  const error = await failure(drained(session.read('SELECT n', { batchRows: 4 })))
  expect(error).toMatchObject({ code: 'cut-short', transient: true })
  expect(error.message).toContain('after 10 rows')
  await using other = await engine.connect()
  expect(await failure(other.query('SELECT n'))).toMatchObject({ code: 'connection-lost', transient: true })
})

test.each<[title: string, commit: Answer, code: string]>([
  ['no answer to COMMIT leaves it unknown', 'cut', 'commit-unknown'],
  [
    'a KILL in the midst of COMMIT leaves it unknown',
    { error: 1317, state: '70100', message: 'interrupted' },
    'commit-unknown',
  ],
  [
    'a shutdown in the midst of COMMIT leaves it unknown',
    { error: 1053, state: '08S01', message: 'shutdown' },
    'commit-unknown',
  ],
  ['a refusal of COMMIT is an answer', { error: 1213, state: '40001', message: 'deadlock' }, 'deadlock'],
])('%s', async (_, commit, code) => {
  await using server = await fakeServer((sql) => (sql === 'COMMIT' ? commit : undefined))
  await using engine = await openEngine(server.url)
  await using session = await engine.connect()
  const error = await failure(session.transaction(() => session.execute('INSERT INTO t VALUES (1)')))
  expect(error.code).toBe(code)
})

test('a connection that breaks before COMMIT is lost, not unknown, and COMMIT is not sent', async () => {
  await using server = await fakeServer((sql) => (sql.startsWith('INSERT') ? 'cut' : undefined))
  await using engine = await openEngine(server.url)
  await using session = await engine.connect()
  const work = session.transaction(() => session.execute('INSERT INTO t VALUES (1)').catch(() => 0))
  expect((await failure(work)).code).toBe('connection-lost')
  expect(server.statements).not.toContain('COMMIT')
})

test('errors never show the password', async () => {
  await using server = await fakeServer((sql) =>
    sql.startsWith('SELECT x') ? { error: 1064, state: '42000', message: 'syntax' } : undefined,
  )
  await using engine = await openEngine(server.url)
  await using session = await engine.connect()
  const error = await failure(session.query({ sql: 'SELECT x, ?', params: ['secret-value'] }))
  expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(/sesame-99|secret-value/)
})
