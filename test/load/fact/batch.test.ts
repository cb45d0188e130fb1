import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Batch, type ResolvedChunk } from '../../../loader/load/fact/batch.ts'
import type { Cells } from '../../../loader/schema/index.ts'

/** Chunks of rows numbered 1, 2, 3 …; a negative size stands for a chunk whose rows were all rejected. */
async function* pipeline(sizes: readonly number[]): AsyncGenerator<ResolvedChunk> {
  let row = 0
  for (const size of sizes) {
    await Promise.resolve()
    const rows = Array.from({ length: Math.max(size, 0) }, () => [++row])
    const rejects = Array.from({ length: Math.max(-size, 0) }, () => ({
      reason: 'type' as const,
      key: null,
      row: '{}',
      message: '',
    }))
    yield { read: Math.abs(size), rows, rejects }
  }
}

/** A load keeps its rows packed; here they are looked at. */
const asTheyAre = (rows: readonly Cells[]) => rows

async function taken(rows: AsyncIterable<readonly Cells[]>, chunks = Number.POSITIVE_INFINITY): Promise<unknown[]> {
  const found: unknown[] = []
  let left = chunks
  for await (const chunk of rows) {
    found.push(...chunk.map(([cell]) => cell))
    left -= 1
    if (left <= 0) break
  }
  return found
}

it('batches hold all rows once, in order, each at least the limit but for the last; a broken-off send begins anew', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: -3, max: -1 })), { maxLength: 12 }),
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
      async (sizes, limit, breaks) => {
        const chunks = pipeline(sizes)
        const sent: unknown[] = []
        const reads: number[] = []
        for (;;) {
          const batch = new Batch(chunks, limit, asTheyAre)
          if (await batch.empty()) break
          for (const at of breaks) await taken(batch.rows(), at)
          const whole = await taken(batch.rows())
          expect(await taken(batch.rows())).toEqual(whole)
          expect(whole.length + batch.rejects.length).toBe(batch.read)
          sent.push(...whole)
          reads.push(batch.read)
        }
        const rows = sizes.reduce((sum, size) => sum + Math.max(size, 0), 0)
        expect(sent).toEqual(Array.from({ length: rows }, (_, at) => at + 1))
        for (const read of reads.slice(0, -1)) expect(read).toBeGreaterThanOrEqual(limit)
      },
    ),
  )
})

it('a send that begins while the former still waits for a chunk loses none and repeats none', async () => {
  const chunks = pipeline([2, 2, 2])
  const batch = new Batch(chunks, 6, asTheyAre)
  const first = batch.rows()
  const waiting = first.next()
  const again = taken(batch.rows())
  await first.return()
  await waiting
  expect(await again).toEqual([1, 2, 3, 4, 5, 6])
})

it('two sends that wait for the same chunk do not take another into the batch', async () => {
  const chunks = pipeline([2, 2])
  const batch = new Batch(chunks, 2, asTheyAre)
  const [first, second] = await Promise.all([taken(batch.rows()), taken(batch.rows())])
  expect([first, second]).toEqual([
    [1, 2],
    [1, 2],
  ])
  expect(await taken(new Batch(chunks, 2, asTheyAre).rows())).toEqual([3, 4])
})

it('an error of the pipeline ends every send', async () => {
  const broken = async function* (): AsyncGenerator<ResolvedChunk> {
    yield { read: 1, rows: [[1]], rejects: [] }
    throw new Error('the source broke off')
  }
  const batch = new Batch(broken(), 10, asTheyAre)
  await expect(taken(batch.rows())).rejects.toThrow('the source broke off')
  // Tried again, a generator that has thrown says that it is done: the rows after it would be missing in silence.
  await expect(taken(batch.rows())).rejects.toThrow('the source broke off')
})
