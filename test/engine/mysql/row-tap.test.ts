import { PassThrough } from 'node:stream'
import type { FieldPacket } from 'mysql2'
import { expect, test } from 'vitest'
import { inRooms } from '../../../loader/engine/mysql/in-rooms.ts'
import { tapRows } from '../../../loader/engine/mysql/row-tap.ts'
import { inBlocks, oneByOne } from '../../../loader/engine/mysql/row-targets.ts'
import type { RowBlock } from '../../../loader/engine/row-block.ts'

const utf8 = 45
const field = (columnType: number, characterSet = utf8) => ({ columnType, characterSet }) as FieldPacket
const fields = [field(3), field(253), field(12), field(252, 63), field(246)]

/** Packets of one answer, numbered from 1. */
function answer(payloads: readonly Buffer[]): readonly Buffer[] {
  return payloads.map((payload, at) => {
    const header = Buffer.alloc(4)
    header.writeUIntLE(payload.length, 0, 3)
    header[3] = (at + 1) & 0xff
    return Buffer.concat([header, payload])
  })
}

function cell(value: string | Buffer | null): Buffer {
  if (value === null) return Buffer.from([0xfb])
  const bytes = Buffer.from(value)
  if (bytes.length < 251) return Buffer.concat([Buffer.from([bytes.length]), bytes])
  const length = Buffer.alloc(3)
  length[0] = 0xfc
  length.writeUInt16LE(bytes.length, 1)
  return Buffer.concat([length, bytes])
}

const row = (...cells: readonly (string | Buffer | null)[]) => Buffer.concat(cells.map(cell))
const definition = Buffer.from([3, 100, 101, 102])
const eof = (status = 2) => Buffer.from([0xfe, 0, 0, status, 0])
const head = [Buffer.from([fields.length]), ...fields.map(() => definition), eof()]

const rows: readonly (readonly [Buffer, readonly unknown[]])[] = [
  [
    row('7', 'Ana', '2024-05-01 10:00:00.000000', Buffer.from([0, 255]), '-0.50'),
    [7, 'Ana', '2024-05-01 10:00:00.000000', Buffer.from([0, 255]), '-0.50'],
  ],
  [row('-2147483648', 'Żółć 🦆', null, Buffer.alloc(0), null), [-2147483648, 'Żółć 🦆', null, Buffer.alloc(0), null]],
  [row(null, '', null, null, '12'), [null, '', null, null, '12']],
  [
    row('0', 'a\tb\\'.repeat(100), null, Buffer.from('x'.repeat(2000)), '1'),
    [0, 'a\tb\\'.repeat(100), null, Buffer.from('x'.repeat(2000)), '1'],
  ],
  // No UTF-8: half a surrogate pair as MariaDB stores it.
  [row('1', Buffer.from([0xed, 0xa0, 0x80]), null, null, null), [1, Buffer.from([0xed, 0xa0, 0x80]), null, null, null]],
]

interface Heard {
  readonly rows: unknown[][]
  readonly passed: Buffer
  readonly error: unknown
}

/** Sends these bytes through a tap in pieces of so many; rows are taken as they are read, or whole or cell by cell out of blocks. */
function hear(
  bytes: Buffer,
  pieceBytes: number,
  told = fields,
  as: 'rows' | 'blocks' | 'cells' | 'rooms' = 'rows',
): Heard {
  const stream = new PassThrough()
  const heard: unknown[][] = []
  const passed: Buffer[] = []
  let error: unknown = null
  const tap = tapRows(stream, (why) => {
    error = why
  })
  stream.on('data', (data: Buffer) => void passed.push(Buffer.from(data)))
  const rowsOf = (block: RowBlock) => Array.from({ length: block.length }, (_, at) => block.row(at))
  const cellsOf = (block: RowBlock) =>
    Array.from({ length: block.length }, (_, at) => told.map((_, column) => block.cell(at, column)))
  const inOne = inRooms(
    () => told,
    (block) => void heard.push(...rowsOf(block)),
  )
  tap.expect(
    as === 'rooms'
      ? inOne
      : as === 'rows'
        ? oneByOne(
            () => told,
            (row) => void heard.push(row),
          )
        : inBlocks(
            () => told,
            (block) => void heard.push(...(as === 'blocks' ? rowsOf(block) : cellsOf(block))),
          ),
  )
  for (let at = 0; at < bytes.length; at += pieceBytes)
    stream.emit('data', Buffer.from(bytes.subarray(at, at + pieceBytes)))
  const rest = inOne.rest()
  if (rest !== null) heard.push(...rowsOf(rest))
  return { rows: heard, passed: Buffer.concat(passed), error }
}

test('rows are the same wherever what came is cut, and the driver sees an answer without them', () => {
  const bytes = Buffer.concat(answer([...head, ...rows.map(([payload]) => payload), eof()]))
  const expected = {
    rows: rows.map(([, cells]) => cells),
    passed: Buffer.concat(answer([...head, eof()])),
    error: null,
  }
  for (const pieceBytes of [1, 2, 3, 4, 5, 7, 11, 64, 333, 1024, bytes.length]) {
    for (const as of ['rows', 'blocks', 'cells', 'rooms'] as const)
      expect(hear(bytes, pieceBytes, fields, as), `${as}, pieces of ${pieceBytes}`).toEqual(expected)
  }
})

test('cells of blocks are the same where they came as the same bytes', () => {
  const blocks: RowBlock[] = []
  const stream = new PassThrough()
  const tap = tapRows(stream, () => undefined)
  tap.expect(
    inBlocks(
      () => fields,
      (block) => void blocks.push(block),
    ),
  )
  stream.emit('data', Buffer.concat(answer([...head, ...rows.map(([payload]) => payload), eof()])))
  const [block] = blocks
  if (block === undefined) throw new Error('no block')
  const places = rows.flatMap((_, at) => fields.map((_, column) => [at, column] as const))
  for (const [at, column] of places) {
    for (const [otherAt, otherColumn] of places) {
      const bytes = (place: number, cell: number) => JSON.stringify(String(rows[place]?.[1][cell] ?? '\0null'))
      const isBytes = [column, otherColumn].includes(3) || [at, otherAt].includes(4)
      if (isBytes && (at !== otherAt || column !== otherColumn)) continue
      expect(block.isSame(at, column, block, otherAt, otherColumn)).toBe(
        bytes(at, column) === bytes(otherAt, otherColumn),
      )
    }
  }
})

test('more than one result, more than 255 rows and an error behind rows: numbered without them', () => {
  const many = Array.from({ length: 300 }, (_, n) => row(String(n), 'x', null, null, null))
  const refusal = Buffer.concat([Buffer.from([0xff, 0x25, 0x05]), Buffer.from('#70100gone')])
  const bytes = Buffer.concat(answer([...head, ...many, eof(8), ...head, ...many, refusal]))
  const { rows: heard, passed, error } = hear(bytes, 100)
  expect(heard.map(([n]) => n)).toEqual([...many.keys(), ...many.keys()])
  expect(passed).toEqual(Buffer.concat(answer([...head, eof(8), ...head, refusal])))
  expect(error).toBeNull()
})

test.each([
  ['OK', Buffer.from([0, 0, 0, 2, 0, 0, 0])],
  ['an error', Buffer.concat([Buffer.from([0xff, 0x28, 0x04]), Buffer.from('#42000no')])],
  ['a request for a file', Buffer.from('\u00fb/etc/passwd', 'latin1')],
])('an answer without rows passes as it is: %s, and all behind it', (_, payload) => {
  const bytes = Buffer.concat([...answer([payload]), ...answer([...head, eof()])])
  expect(hear(bytes, 5)).toEqual({ rows: [], passed: bytes, error: null })
})

test('a row of several packets of 16 MB is one, also where it begins as an end does', () => {
  const text = 'y'.repeat(0x1_00_00_00)
  const length = Buffer.alloc(9)
  length[0] = 0xfe
  length.writeUInt32LE(text.length, 1)
  const payload = Buffer.concat([length, Buffer.from(text)])
  const parts = [payload.subarray(0, 0xff_ff_ff), payload.subarray(0xff_ff_ff)]
  const one = [Buffer.from([1]), definition, eof()]
  const bytes = Buffer.concat(answer([...one, ...parts, eof()]))
  const heard = hear(bytes, 1_000_000, [field(253)])
  expect(heard.rows[0]?.[0] === text).toBe(true)
  expect({ ...heard, rows: heard.rows.length }).toEqual({
    rows: 1,
    passed: Buffer.concat(answer([...one, eof()])),
    error: null,
  })
})

test.each([
  ['cells longer than their row', [Buffer.from([200, 65])], 'not as long as its cells'],
  ['cells shorter than their row', [Buffer.concat([row('1', 'a', null, null, null), Buffer.from([0])])], 'not as long'],
])('%s break the connection', (_, payloads, message) => {
  const { error } = hear(Buffer.concat(answer([...head, ...payloads, eof()])), 1000)
  expect(String(error)).toContain(message)
})

test('rows out of order break the connection', () => {
  const packets = answer([...head, ...rows.map(([payload]) => payload), eof()])
  const { error } = hear(Buffer.concat(packets.toSpliced(head.length + 1, 1)), 1000)
  expect(String(error)).toContain('out of order')
})

test('blocks in rooms end where there are too many rows or bytes, and their rooms are used again', () => {
  const stream = new PassThrough()
  const tap = tapRows(stream, () => undefined)
  const blocks: RowBlock[] = []
  const texts: unknown[] = []
  const target = inRooms(
    () => fields,
    (block) => void blocks.push(block),
    100,
  )
  const use = (block: RowBlock | null | undefined) => {
    for (let at = 0; at < (block?.length ?? 0); at++) texts.push(block?.cell(at, 1))
    block?.release?.()
    expect(block?.length ?? 0).toBe(0)
  }
  tap.expect(target)
  const expected = Array.from({ length: 1040 }, (_, n) => (n < 1000 ? `text ${n}` : String(n).repeat(8000)))
  const packets = answer([...head, ...expected.map((one) => row('1', one, null, null, null)), eof()])
  const bytes = Buffer.concat(packets)
  const lengths: number[] = []
  for (let at = 0; at < bytes.length; at += 50_000) {
    stream.emit('data', Buffer.from(bytes.subarray(at, at + 50_000)))
    for (const block of blocks.splice(0)) {
      lengths.push(block.length)
      use(block)
    }
  }
  use(target.rest())
  expect(texts).toEqual(expected)
  expect(lengths.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 100))
  expect(lengths.length).toBeGreaterThan(11)
})
