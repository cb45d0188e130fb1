import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect } from 'vitest'
import type { Cells } from '../../../loader/schema/index.ts'
import { codeOf, column, count, make, rowsOf, type Stand } from './stand.ts'

const columns = [
  column('id', 'integer', { nullable: false }),
  column('amount', 'decimal', { precision: 12, scale: 2 }),
  column('moment', 'timestamp'),
  column('name', 'varchar', { length: 40 }),
]

function row(id: number): Cells {
  return [id, `${id}.25`, '2024-02-29 12:00:00.000001', id % 10 === 0 ? null : `name ${id}`]
}

async function* batches(rows: number, size: number): AsyncGenerator<readonly Cells[]> {
  for (let from = 0; from < rows; from += size) {
    yield Array.from({ length: Math.min(size, rows - from) }, (_, index) => row(from + index))
  }
}

/** Bytes of JavaScript in use once what is garbage is gone. */
function inUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

export function bulkTests({ test }: Stand): void {
  test(
    'a million rows go in, counted and right',
    async (session, table) => {
      await make(session, table, columns, { primaryKey: ['id'] })
      const outcome = await session.bulkLoad({ table, columns }, batches(1_000_000, 4096))
      expect(outcome).toEqual({ sent: 1_000_000, loaded: 1_000_000 })
      const name = session.dialect.quote(table)
      const sums = await session.query(
        `SELECT COUNT(*), COUNT(name), COUNT(DISTINCT id), CAST(SUM(amount) AS DECIMAL(20,2)), MIN(moment), MAX(moment) FROM ${name}`,
      )
      const moment = '2024-02-29 12:00:00.000001'
      expect(sums.map((cells) => cells.map(String))).toEqual([
        ['1000000', '900000', '1000000', '499999750000.00', moment, moment],
      ])
      expect(await session.query(`SELECT * FROM ${name} WHERE id IN (0, 999999) ORDER BY id`)).toEqual([
        row(0),
        row(999_999),
      ])
    },
    120_000,
  )

  test(
    'what waits in the loader stays small, whatever goes through (in and out)',
    async (session, table) => {
      const wide = [column('id', 'integer'), column('t', 'text')]
      await make(session, table, wide)
      const before = inUse()
      let most = 0
      // 192 MB of text in all; held by the loader at any moment: some batches of 2 MB.
      async function* wideBatches() {
        for (let batch = 0; batch < 96; batch += 1) {
          if (batch % 8 === 7) most = Math.max(most, inUse() - before)
          yield Array.from({ length: 1000 }, (_, index) => [
            batch * 1000 + index,
            `${batch}.${index} `.padEnd(2000, 'x'),
          ])
        }
      }
      const { loaded } = await session.bulkLoad({ table, columns: wide }, wideBatches(), {
        signal: new AbortController().signal,
      })
      expect(loaded).toBe(96_000)
      let read = 0
      for await (const batch of session.read(`SELECT id, t FROM ${session.dialect.quote(table)}`, {
        batchRows: 1000,
      })) {
        read += batch.length
        if (read % 8000 === 0) most = Math.max(most, inUse() - before)
      }
      expect(read).toBe(96_000)
      expect(most / 2 ** 20).toBeLessThan(64)
    },
    120_000,
  )

  test('columns in another order than the table, and not all of them', async (session, table) => {
    await make(session, table, [column('a', 'integer'), column('b', 'text'), column('c', 'integer')])
    const target = { table, columns: [column('c', 'integer'), column('a', 'integer')] }
    expect(await session.bulkLoad(target, [[[30, 1]], [[60, 2]]])).toEqual({ sent: 2, loaded: 2 })
    expect(await rowsOf(session, table, 'a, b, c')).toEqual([
      [1, null, 30],
      [2, null, 60],
    ])
  })

  test('nothing sent is nothing loaded', async (session, table) => {
    await make(session, table, columns)
    const none = { sent: 0, loaded: 0 }
    expect(await session.bulkLoad({ table, columns }, [])).toEqual(none)
    expect(await session.bulkLoad({ table, columns }, [[], []])).toEqual(none)
    expect(await count(session, table)).toBe(0)
  })

  test('a cell that is not conformed fails the load, which keeps nothing', async (session, table) => {
    const shapes = [
      [column('x', 'varchar', { length: 3 }), 'four'],
      [column('x', 'decimal', { precision: 5, scale: 2 }), '1.005'],
      [column('x', 'decimal', { precision: 5, scale: 2 }), '1000.00'],
      [column('x', 'integer'), 2_147_483_648],
      [column('x', 'bigint'), '9223372036854775808'],
      [column('x', 'date'), '2023-02-29'],
      [column('x', 'timestamp'), '2023-02-28 24:00:00.000000'],
      [column('x', 'binary', { length: 2 }), '00ff00'],
      [column('x', 'text'), 'half \ud83d of a pair'],
      [column('x', 'integer', { nullable: false }), null],
    ] as const
    for (const [index, [named, cell]] of shapes.entries()) {
      const name = `${table}_${index}`
      const its = [column('n', 'integer'), named]
      await make(session, name, its)
      const good = Array.from({ length: 3000 }, (_, n) => [n, null])
      const load = session.bulkLoad({ table: name, columns: its }, [named.column.nullable ? good : [], [[1, cell]]])
      expect.soft(await codeOf(load), `${named.column.kind} ${cell}`).toMatch(/^(bad-value|bulk-mismatch)$/)
      expect.soft(await count(session, name), `${named.column.kind} ${cell}`).toBe(0)
    }
  })

  test('duplicates of a row that is there, or within the load, fail it', async (session, table) => {
    if (!session.capabilities.indexes) return
    await make(session, table, columns, { primaryKey: ['id'] })
    await session.bulkLoad({ table, columns }, [[row(1), row(2)]])
    expect(await codeOf(session.bulkLoad({ table, columns }, [[row(3), row(2)]]))).toBe('duplicate-key')
    expect(await codeOf(session.bulkLoad({ table, columns }, [[row(3)], [row(4), row(3)]]))).toBe('duplicate-key')
    expect(await rowsOf(session, table, 'id')).toEqual([[1], [2]])
    // The session lives on.
    expect(await session.bulkLoad({ table, columns }, [[row(3)]])).toEqual({ sent: 1, loaded: 1 })
  })

  test('an error of the source passes as it is, and nothing is kept', async (session, table) => {
    await make(session, table, columns)
    const broken = new Error('the source broke')
    async function* breaking() {
      yield* batches(10_000, 1000)
      throw broken
    }
    await expect(session.bulkLoad({ table, columns }, breaking())).rejects.toBe(broken)
    expect(await count(session, table)).toBe(0)
  })

  test('a load inside a transaction goes with it', async (session, table) => {
    await make(session, table, columns)
    const broken = new Error('no')
    const lost = session.transaction(async () => {
      await session.bulkLoad({ table, columns }, batches(5000, 1000))
      throw broken
    })
    await expect(lost).rejects.toBe(broken)
    expect(await count(session, table)).toBe(0)
    await session.transaction(async () => {
      await session.bulkLoad({ table, columns }, batches(5000, 1000))
      expect(await count(session, table)).toBe(5000)
    })
    expect(await count(session, table)).toBe(5000)
  })
}
