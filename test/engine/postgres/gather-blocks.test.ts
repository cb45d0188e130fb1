import type { FieldDef } from 'pg'
import { expect, test } from 'vitest'
import type { RowBlock } from '../../../loader/engine/index.ts'
import { BlocksGather } from '../../../loader/engine/postgres/gather-blocks.ts'
import { message, row } from './messages.ts'

const three = [25, 23, 25].map((dataTypeID) => ({ dataTypeID }) as FieldDef)

test('the room of a block that was released is used again, and its rows are gone', () => {
  const gather = new BlocksGather(true)
  const take = gather.taker(three)
  const block = (first: number) => {
    const rows = Array.from({ length: 3000 }, (_, n) => message('D', row([`text ${first + n}`, String(n), null])))
    const bytes = Buffer.concat(rows)
    take(bytes, 0, bytes.length)
    return gather.take()[0] as RowBlock
  }
  const [small, first, second] = [block(0), block(10), block(20)]
  const room = first.printed?.bytes.buffer
  expect(second.printed?.bytes.buffer).not.toBe(room)
  first.release?.()
  first.release?.()
  const [third, fourth] = [block(30), block(40)]
  expect([third, fourth].filter((one) => one.printed?.bytes.buffer === room)).toHaveLength(1)
  for (const [one, from] of [
    [small, 0],
    [second, 20],
    [third, 30],
    [fourth, 40],
  ] as const) {
    expect(one.row(2999)).toEqual([`text ${from + 2999}`, 2999, null])
    expect(one.cell(7, 0)).toBe(`text ${from + 7}`)
  }
  expect(first.length).toBe(0)
  expect(() => first.row(0)).toThrow()
  expect(() => first.cell(0, 0)).toThrow()
})

test('blocks end where there are too many rows, or too many bytes', () => {
  const gather = new BlocksGather()
  const take = gather.taker([{ dataTypeID: 25 } as FieldDef])
  const texts = [
    ...Array.from({ length: 5000 }, (_, n) => String(n)),
    ...Array.from({ length: 40 }, (_, n) => String(n).repeat(50_000)),
  ]
  const bytes = Buffer.concat(texts.map((text) => message('D', row([text]))))
  take(bytes, 0, bytes.length)
  const blocks = gather.take()
  expect(gather.rows).toBe(5040)
  expect(blocks.flatMap((block) => Array.from({ length: block.length }, (_, at) => block.cell(at, 0)))).toEqual(texts)
  expect(blocks[0]?.length).toBe(4096)
  for (const block of blocks) expect(block.printed?.bytes.length).toBeLessThan(1_300_000)
})
