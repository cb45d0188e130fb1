import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BulkOutcome, type Engine, openEngine, type Session } from '../../../loader/engine/index.ts'
import type { Cells } from '../../../loader/schema/index.ts'
import { describeOwnMariadb } from '../../servers/describe-mysql.ts'
import { mysqlDatabase, type PrivateServer, startMariadb, type TestDatabase } from '../../servers/index.ts'
import { codeOf, column, make, rowsOf } from '../conformance/stand.ts'

const columns = [
  column('id', 'integer', { nullable: false }),
  column('name', 'varchar', { length: 20 }),
  column('note', 'text'),
  column('amount', 'decimal', { precision: 12, scale: 2 }),
  column('hash', 'binary'),
]

const row = (id: number, note: string | null = null): Cells => [id, `name ${id}`, note, '1.50', '00ff']

// The same must come of both ways in: LOAD DATA LOCAL, and INSERT where the server does not allow LOCAL.
describeOwnMariadb.each([
  { way: 'LOAD DATA LOCAL', args: ['--local-infile=1'], notices: 0 },
  { way: 'INSERT, local_infile off', args: ['--local-infile=0'], notices: 1 },
])('bulk load by $way', ({ args, notices }) => {
  let server: PrivateServer
  let database: TestDatabase
  let engine: Engine
  const told: string[] = []

  beforeAll(async () => {
    // A packet as small as the server allows for real use, so that splitting is seen.
    server = await startMariadb({ args: [...args, '--max-allowed-packet=64K'] })
    database = await mysqlDatabase(server.url)
    engine = await openEngine(database.url, { notice: (message) => told.push(message) })
  })

  afterAll(async () => {
    await engine[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  async function table(session: Session, rows: readonly Cells[] = []): Promise<string> {
    const name = 't'
    await session.execute(session.dialect.dropTable(name))
    await make(session, name, columns, { primaryKey: ['id'] })
    if (rows.length > 0) await session.bulkLoad({ table: name, columns }, [rows])
    return name
  }

  test.each(['as cells', 'packed'])(
    'more bytes than one packet takes arrive, in several batches, whole: %s',
    async (form) => {
      await using session = await engine.connect()
      const name = await table(session)
      const target = { table: name, columns }
      const rows = Array.from({ length: 3000 }, (_, id) => row(id, `${id} '"\\\n\t\0 é😀 `.repeat(id % 7)))
      const batches = [rows.slice(0, 1), [], rows.slice(1, 2500), rows.slice(2500)]
      const sent = form === 'packed' ? batches.map(session.dialect.packer(target)) : batches
      expect(await session.bulkLoad(target, sent)).toEqual<BulkOutcome>({
        sent: 3000,
        loaded: 3000,
      })
      const back = await rowsOf(session, name)
      expect(back).toEqual(rows.map(([id, ...rest]) => [id, ...rest.slice(0, -1), Buffer.from([0, 255])]))
    },
  )

  test('what the server does not allow is said once for all sessions', async () => {
    for (const _ of [1, 2]) {
      await using session = await engine.connect()
      await table(session, [row(1)])
    }
    expect(told).toHaveLength(notices)
    for (const message of told) expect(message).toMatch(/local_infile=OFF.*SET GLOBAL local_infile = 1/)
  })

  test('no row at all', async () => {
    await using session = await engine.connect()
    const name = await table(session)
    expect(await session.bulkLoad({ table: name, columns }, [])).toEqual({ sent: 0, loaded: 0 })
    expect(await session.bulkLoad({ table: name, columns }, [[]])).toEqual({ sent: 0, loaded: 0 })
  })

  test('an empty text alone in its row is a row', async () => {
    await using session = await engine.connect()
    await session.execute(session.dialect.dropTable('one'))
    const one = [column('v', 'varchar', { length: 5 })]
    await make(session, 'one', one)
    expect(await session.bulkLoad({ table: 'one', columns: one }, [[[''], [null], ['']]])).toMatchObject({ loaded: 3 })
    expect(await session.query('SELECT v FROM one')).toEqual(expect.arrayContaining([[''], [null], ['']]))
  })

  test('more duplicates than the server lists are told as duplicates', async () => {
    await using session = await engine.connect()
    const name = await table(
      session,
      Array.from({ length: 500 }, (_, id) => row(id)),
    )
    const again = Array.from({ length: 1000 }, (_, id) => row(id, 'second'))
    expect(await codeOf(session.bulkLoad({ table: name, columns }, [again]))).toBe('duplicate-key')
    expect(await session.query(`SELECT COUNT(*) FROM ${name}`)).toEqual([['500']])
  })

  test.each<[what: string, bad: Cells, code: string]>([
    ['a duplicate', row(1), 'duplicate-key'],
    ['a text that is too long', [9, 'x'.repeat(21), null, null, null], 'bad'],
    ['a number out of range', [9, null, null, '12345678901.00', null], 'bad'],
    ['a fraction that would be rounded', [9, null, null, '1.005', null], 'bad'],
    ['a text that is no number', [9, null, null, 'x', null], 'bad'],
    ['NULL where there must be a value', [null, null, null, null, null], 'bad'],
  ])('%s fails the whole load, and nothing of it is kept', async (_, bad, code) => {
    await using session = await engine.connect()
    const name = await table(session, [row(1)])
    const got = await codeOf(session.bulkLoad({ table: name, columns }, [[row(2), bad]]))
    expect(code === 'bad' ? ['bad-value', 'bulk-mismatch'] : [code]).toContain(got)
    expect(await session.query(`SELECT id FROM ${name}`)).toEqual([[1]])
  })

  test('what the server cut is found behind more duplicates than it lists', async () => {
    await using session = await engine.connect()
    const there = Array.from({ length: 200 }, (_, id) => row(id))
    const name = await table(session, there)
    const load = session.bulkLoad({ table: name, columns }, [[...there, [900, 'x'.repeat(21), null, null, null]]])
    // The INSERT fails at the first duplicate.
    expect(notices === 0 ? ['bulk-mismatch'] : ['duplicate-key']).toContain(await codeOf(load))
    expect(await session.query(`SELECT COUNT(*) FROM ${name}`)).toEqual([['200']])
  })

  test('a row left out for another reason than its key fails the load', async () => {
    await using session = await engine.connect()
    const name = await table(session, [row(1)])
    await session.execute(`ALTER TABLE ${name} ADD CHECK (amount > 0)`)
    const load = session.bulkLoad({ table: name, columns }, [[row(2), [3, 'name', null, '-1.00', null]]])
    expect(['bad-value', 'bulk-mismatch']).toContain(await codeOf(load))
    expect(await session.query(`SELECT id FROM ${name}`)).toEqual([[1]])
  })

  test('half a surrogate pair is refused, not replaced', async () => {
    await using session = await engine.connect()
    const name = await table(session)
    const load = session.bulkLoad({ table: name, columns }, [[row(1, 'half \ud83d of it')]])
    expect(await codeOf(load)).toBe('bad-value')
    expect(await session.query(`SELECT id FROM ${name}`)).toEqual([])
  })

  test('a source that fails in the midst fails the load with its own error, and nothing is kept', async () => {
    await using session = await engine.connect()
    const name = await table(session, [row(1)])
    const broken = new Error('the source broke')
    async function* batches() {
      yield Array.from({ length: 2000 }, (_, id) => row(id + 10, 'x'.repeat(200)))
      throw broken
    }
    const error = await session.bulkLoad({ table: name, columns }, batches()).catch((reason: unknown) => reason)
    expect(error instanceof Error && (error === broken || error.cause === broken)).toBe(true)
    expect(await session.query(`SELECT id FROM ${name}`)).toEqual([[1]])
  })

  test.each([
    ['a load that did not add up', (): Iterable<Cells[]> => [[row(2), row(1)]]],
    [
      'a source that failed',
      function* (): Iterable<Cells[]> {
        yield [row(2)]
        throw new Error('the source broke')
      },
    ],
  ])('%s cannot be swallowed: its transaction is rolled back', async (_, batches) => {
    await using session = await engine.connect()
    const name = await table(session, [row(1)])
    const work = session.transaction(async () => {
      await session.bulkLoad({ table: name, columns }, batches()).catch(() => {})
    })
    expect(await codeOf(work)).toBe('transaction-failed')
    expect(await session.query(`SELECT id FROM ${name}`)).toEqual([[1]])
  })

  test('in a transaction the load goes with it', async () => {
    await using session = await engine.connect()
    const name = await table(session, [row(1)])
    const undone = session.transaction(async () => {
      await session.bulkLoad({ table: name, columns }, [[row(2)]])
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    expect(await session.query(`SELECT id FROM ${name}`)).toEqual([[1]])
    await session.transaction(() => session.bulkLoad({ table: name, columns }, [[row(2)]]))
    expect(await session.query(`SELECT id FROM ${name}`)).toEqual([[1], [2]])
  })

  test('a row as large as a packet arrives, a larger one is refused by name and the session lives on', async () => {
    await using session = await engine.connect()
    const name = await table(session)
    const large = row(1, 'é'.repeat(30_000))
    expect(await session.bulkLoad({ table: name, columns }, [[large]])).toMatchObject({ loaded: 1 })
    const tooLarge = [[row(2), row(3, 'é'.repeat(40_000))]]
    const error = await session.bulkLoad({ table: name, columns }, tooLarge).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/A row of 80\d{3} bytes for t .*65536.*max_allowed_packet/),
    })
    expect(await session.query(`SELECT id, CHAR_LENGTH(note) FROM ${name}`)).toEqual([[1, 30_000]])
  })

  test('batches that nobody wants any more are let go', async () => {
    await using session = await engine.connect()
    let closed = false
    async function* batches() {
      try {
        for (let id = 0; ; id++) yield [row(id, 'x'.repeat(1000))]
      } finally {
        closed = true
      }
    }
    const name = await table(session)
    const abort = new AbortController()
    let sent = 0
    async function* counted() {
      for await (const batch of batches()) {
        yield batch
        sent += 1
        if (sent === 500) abort.abort()
      }
    }
    expect(await codeOf(session.bulkLoad({ table: name, columns }, counted(), { signal: abort.signal }))).toBe(
      'cancelled',
    )
    await expect.poll(() => closed).toBe(true)
    expect(await session.query(`SELECT COUNT(*) FROM ${name}`)).toEqual([['0']])
    expect(await codeOf(session.bulkLoad({ table: 'not_there', columns }, batches()))).toBe('unknown-table')
  })
})
