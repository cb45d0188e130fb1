import { Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Client, type FieldDef } from 'pg'
import { expect, test } from 'vitest'
import { BlocksGather } from '../../../loader/engine/postgres/gather-blocks.ts'
import { rowParser } from '../../../loader/engine/postgres/row-parser.ts'
import { type RowTaker, ServerMessages } from '../../../loader/engine/postgres/server-messages.ts'
import { describePostgres } from '../../servers/describe-postgres.ts'
import { postgresDatabase } from '../../servers/index.ts'
import { message, row } from './messages.ts'

interface Answer {
  /** All that the server sent. */
  readonly bytes: Buffer
  readonly fields: readonly FieldDef[]
  /** As pg reads them, all cells as text. */
  readonly rows: readonly (readonly (string | null)[])[]
}

/** What a server sends for a query, and what pg makes of it. */
async function answer(sql: string): Promise<Answer> {
  await using database = await postgresDatabase()
  const socket = new Socket()
  const client = new Client({ connectionString: database.url, stream: () => socket })
  await client.connect()
  await client.query("SET client_min_messages = 'notice'; SET bytea_output = 'hex'")
  await client.query(
    "CREATE FUNCTION loud(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'row % é', n; RETURN 12 / (6 - n); END $$",
  )
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(Buffer.from(part)))
  const fields: FieldDef[] = []
  const rows: (string | null)[][] = []
  client.connection.on('rowDescription', (told: { readonly fields: readonly FieldDef[] }) =>
    fields.push(...told.fields),
  )
  client.connection.on('dataRow', (row: { readonly fields: (string | null)[] }) => rows.push(row.fields))
  await client.query({ text: sql, queryMode: 'extended' } as { text: string }).catch(() => undefined)
  await client.end()
  return { bytes: Buffer.concat(parts), fields, rows }
}

/** As rows one by one, or whole or cell by cell out of blocks. */
type As = 'rows' | 'blocks' | 'cells'

/** The answer read in pieces of so many bytes, each gone when the next one comes. */
function inPieces({ bytes, fields }: Answer, piece: number, as: As = 'rows') {
  const stream = new PassThrough()
  const passed: Buffer[] = []
  stream.on('data', (part: Buffer) => passed.push(Buffer.from(part)))
  const messages = new ServerMessages(stream)
  const rows: unknown[][] = []
  const gather = new BlocksGather()
  messages.rowsTo(as === 'rows' ? rowParser(fields, (row) => rows.push(row)) : gather.taker(fields))
  for (let at = 0; at < bytes.length; at += piece) {
    const part = Buffer.from(bytes.subarray(at, at + piece))
    stream.emit('data', part)
    part.fill(0xff)
  }
  for (const block of gather.take()) {
    for (let at = 0; at < block.length; at++)
      rows.push(as === 'blocks' ? block.row(at) : fields.map((_, column) => block.cell(at, column)))
  }
  return { rows, passed: Buffer.concat(passed) }
}

/** All messages but the rows. */
function withoutRows(bytes: Buffer): Buffer {
  const others: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + bytes.readUInt32BE(at + 1)
    if (bytes[at] !== 'D'.charCodeAt(0)) others.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat(others)
}

/** What travels, made of pg's texts. */
function travelling({ rows, fields }: Answer): unknown[][] {
  return rows.map((cells) =>
    cells.map((text, at) => {
      const type = fields[at]?.dataTypeID
      if (text === null) return null
      if (type === 16) return text === 't'
      if (type === 17) return Buffer.from(text.slice(2), 'hex')
      return type === 21 || type === 23 ? Number(text) : text
    }),
  )
}

const numbers =
  "SELECT n, n::int2, -n AS m, n * 1000000000000, n = 2, n / 3.0, DATE '2024-02-28' + n FROM generate_series(-5, 9) n"
const texts = `SELECT t, t || t, NULL, NULL::int, '' AS e, convert_to(t, 'UTF8'), n FROM unnest(ARRAY[
  '', 'a', 'é', '日本語のテキスト', 'exactly 12 !', 'thirteen here', '😀', 'twelve bytés', 'aaaaébbbb', 'Wörter über zwölf Zeichen', repeat('ä', 300), 'a', NULL
]) WITH ORDINALITY AS u (t, n)`
const edges =
  'SELECT * FROM (VALUES (0, (-32768)::int2, (-2147483648)::int), (-1, 32767::int2, 2147483647)) v (a, b, c)'
const cases: readonly (readonly [title: string, sql: string])[] = [
  ['numbers, truth, dates', numbers],
  ['texts, NULLs, bytes', texts],
  ['the smallest and the largest', edges],
  ['notices between rows, an error after the fifth', 'SELECT n, loud(n) FROM generate_series(1, 10) n'],
  ['rows without a field', 'SELECT FROM generate_series(1, 3)'],
  ['no row', 'SELECT 1 AS a WHERE false'],
]

describePostgres('rows read from the bytes', () => {
  test.each(cases)('%s: as pg reads them, wherever they are cut', async (_, sql) => {
    const whole = await answer(sql)
    const others = withoutRows(whole.bytes)
    for (const piece of [...Array.from({ length: 300 }, (_, at) => at + 1), 4096, whole.bytes.length]) {
      for (const as of piece % 7 === 0 ? (['rows', 'blocks', 'cells'] as const) : (['rows'] as const)) {
        const { rows, passed } = inPieces(whole, piece, as)
        expect(rows, `${as}, ${piece} bytes`).toEqual(travelling(whole))
        expect(passed.equals(others), `${as}, ${piece} bytes`).toBe(true)
      }
    }
  })

  test('large fields', async () => {
    const whole = await answer(
      "SELECT repeat('abcdé', 100000) AS t, n, repeat('x', n) FROM generate_series(1, 3) n UNION ALL SELECT 'short', 4, NULL",
    )
    for (const piece of [8192, 65_536, 300_000, whole.bytes.length])
      for (const as of ['rows', 'blocks', 'cells'] as const)
        expect(inPieces(whole, piece, as).rows, `${as}, ${piece} bytes`).toEqual(travelling(whole))
  })
})

test('short texts that are alike in some of their bytes, again and again', () => {
  const fields = [{ dataTypeID: 25 } as FieldDef]
  const digits = Array.from({ length: 2000 }, (_, at) => String(at % 1000))
  const alike = [
    '',
    '\u0001',
    '\u0001\u0001',
    'aaaa',
    'aaaaa',
    'aaaaaaaa',
    'aaaaaaaaa',
    'aaaabaaaa',
    'aaaaaaaaaaaa',
    'aaaabbbbaaaa',
    'aaaabbbcaaaa',
  ]
  const both = alike.flatMap((one) => alike.flatMap((other) => [one, other]))
  const many = [
    ...digits,
    ...digits.map((text) => `2024-${text}-12`),
    ...digits.map((text) => `key_${text.padStart(4, '0')}`),
    ...both,
  ]
  const bytes = Buffer.concat(many.map((text) => message('D', row([text]))))
  expect(inPieces({ bytes, fields, rows: [] }, 500).rows).toEqual(many.map((text) => [text]))
})

test.each([12, 13, 40])('a kept text of %s letters keeps nothing else in memory', (letters) => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const stream = new PassThrough()
  stream.on('data', () => undefined)
  const kept: string[] = []
  let rows = 0
  new ServerMessages(stream).rowsTo(
    rowParser([{ dataTypeID: 25 } as FieldDef, { dataTypeID: 25 } as FieldDef], ([text]) => {
      if (rows++ % 50 === 0) kept.push(String(text))
    }),
  )
  collect()
  const before = process.memoryUsage().heapUsed
  for (let piece = 0; piece < 400; piece++) {
    const texts = Array.from({ length: 50 }, (_, at) => String(piece * 50 + at).padStart(letters, 'x'))
    stream.emit('data', Buffer.concat(texts.map((text) => message('D', row([text, 'y'.repeat(1000)])))))
  }
  collect()
  // Of 20 MB.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(2_000_000)
  expect(kept.length).toBe(400)
})

test('messages between rows reach the driver between them', () => {
  const stream = new PassThrough()
  const told: string[] = []
  stream.on('data', (part: Buffer) => told.push(part.toString('latin1', 0, 1)))
  const messages = new ServerMessages(stream)
  messages.rowsTo(rowParser([{ dataTypeID: 23 } as FieldDef], ([n]) => told.push(String(n))))
  const status = message('S', Buffer.from('TimeZone\0UTC\0'))
  const bytes = [message('D', row(['1'])), status, message('D', row(['2'])), message('D', row(['3'])), message('s')]
  stream.emit('data', Buffer.concat(bytes))
  expect(told).toEqual(['1', 'S', '2', '3', 's'])
})

const three = [25, 23, 25].map((dataTypeID) => ({ dataTypeID }) as FieldDef)
const good = row(['a', '1', 'b'])
const takers = [rowParser(three, () => undefined), new BlocksGather().taker(three)]
const malformed: readonly (readonly [title: string, bytes: Buffer])[] = [
  ['of other fields than were told', message('D', row(['a', '1']))],
  ['with a field beyond its end', message('D', good.subarray(0, -1))],
  ['with bytes after its fields', message('D', Buffer.concat([good, good]))],
  ['that ends before its fields', message('D', good.subarray(0, 7))],
  ['of no length', Buffer.from([0x44, 0, 0, 0, 3, 0, 0])],
]
test.each<[title: string, bytes: Buffer, taker: RowTaker | null]>([
  ...malformed.flatMap(([title, bytes]) => takers.map((taker): [string, Buffer, RowTaker] => [title, bytes, taker])),
  ['that nobody asked for', message('D', good), null],
])('a row %s ends the connection', async (_, bytes, taker) => {
  const stream = new PassThrough()
  const failed = new Promise((resolve) => stream.on('error', resolve))
  const messages = new ServerMessages(stream)
  messages.rowsTo(taker)
  stream.emit('data', bytes)
  expect(String(await failed)).toMatch(/Error: the server sent /)
  expect(stream.destroyed).toBe(true)
})
