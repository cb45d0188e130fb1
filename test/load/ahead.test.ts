import { expect, it } from 'vitest'
import { ahead } from '../../loader/load/extract/ahead.ts'

/** Counts how far it was read and whether it was ended. */
function source(items: number): {
  readonly rows: AsyncIterable<number>
  readonly state: { read: number; ended: boolean }
} {
  const state = { read: 0, ended: false }
  const rows = (async function* () {
    try {
      for (let at = 1; at <= items; at++) {
        state.read = at
        yield at
      }
    } finally {
      state.ended = true
    }
  })()
  return { rows, state }
}

async function all(items: AsyncIterable<number>): Promise<number[]> {
  const found: number[] = []
  for await (const item of items) found.push(item)
  return found
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

it('gives every item once, in order', async () => {
  expect(await all(ahead(source(20).rows, 3))).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  expect(await all(ahead(source(0).rows, 3))).toEqual([])
})

it('reads on while the writer is busy, but only so far', async () => {
  const { rows, state } = source(100)
  const reader = ahead(rows, 3)
  await reader.next()
  await settled()
  expect(state.read).toBe(4)
  await reader.return()
  expect(state.ended).toBe(true)
})

it('throws an error when its turn comes, not before', async () => {
  const failing = (async function* () {
    yield 1
    yield 2
    throw new Error('cut short')
  })()
  const reader = ahead(failing, 5)
  expect((await reader.next()).value).toBe(1)
  await settled()
  expect((await reader.next()).value).toBe(2)
  await expect(reader.next()).rejects.toThrow('cut short')
})
