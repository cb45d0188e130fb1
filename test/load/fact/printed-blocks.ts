import type { FieldPacket } from 'mysql2'
import type { FieldDef } from 'pg'
import type { RowBlock } from '../../../loader/engine/index.ts'
import { blockColumns, MysqlRowBlock } from '../../../loader/engine/mysql/row-block.ts'
import { BlocksGather } from '../../../loader/engine/postgres/gather-blocks.ts'

/** What a server tells of a column: a number of 32 bits, or anything else that it prints. */
export type Told = 'number' | 'text'
export type Printed = string | Buffer | null

/** Rows as a PostgreSQL server sends them, in pieces that end where rows do. */
export function postgresBlocks(told: readonly Told[], rows: readonly (readonly Printed[])[]): readonly RowBlock[] {
  const fields = told.map((form) => ({ dataTypeID: form === 'number' ? 23 : 25 }) as FieldDef)
  const gather = new BlocksGather(true)
  const take = gather.taker(fields)
  const messages = rows.map(dataRow)
  for (const piece of [messages.slice(0, 3), messages.slice(3)]) {
    const bytes = Buffer.concat(piece)
    if (bytes.length > 0) take(bytes, 0, bytes.length)
    // What comes next overwrites it.
    bytes.fill(0xff)
  }
  return gather.take()
}

function dataRow(cells: readonly Printed[]): Buffer {
  const fields = cells.map((cell) => {
    const bytes = cell === null ? Buffer.alloc(0) : Buffer.from(cell)
    const length = Buffer.alloc(4)
    length.writeInt32BE(cell === null ? -1 : bytes.length)
    return Buffer.concat([length, bytes])
  })
  const body = Buffer.concat(fields)
  const head = Buffer.alloc(7)
  head[0] = 0x44
  head.writeInt32BE(body.length + 6, 1)
  head.writeInt16BE(cells.length, 5)
  return Buffer.concat([head, body])
}

/** Rows as a MariaDB server sends them. */
export function mysqlBlocks(told: readonly Told[], rows: readonly (readonly Printed[])[]): readonly RowBlock[] {
  const fields = told.map((form) => ({ columnType: form === 'number' ? 3 : 253, characterSet: 45 }) as FieldPacket)
  const places: number[] = []
  let at = 0
  const payloads = rows.map((cells) => {
    const payload = Buffer.concat(cells.map(lengthEncoded))
    places.push(at, at + payload.length)
    at += payload.length
    return payload
  })
  return rows.length === 0
    ? []
    : [new MysqlRowBlock(Buffer.concat(payloads), new Int32Array(places), blockColumns(fields))]
}

function lengthEncoded(cell: Printed): Buffer {
  if (cell === null) return Buffer.from([0xfb])
  const bytes = Buffer.from(cell)
  if (bytes.length < 0xfb) return Buffer.concat([Buffer.from([bytes.length]), bytes])
  const length = Buffer.from([0xfd, 0, 0, 0])
  length.writeUIntLE(bytes.length, 1, 3)
  return Buffer.concat([length, bytes])
}
