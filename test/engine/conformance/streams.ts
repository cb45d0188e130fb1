import { expect } from 'vitest'
import { codeOf, collect, column, make, type Stand } from './stand.ts'

const rows = 300_000
const columns = [column('id', 'integer'), column('t', 'varchar', { length: 100 })]

export function streamTests({ test }: Stand): void {
  test('batches have the size that was asked for, none is empty, all rows come once', async (session, table) => {
    await make(session, table, columns)
    await session.bulkLoad({ table, columns }, [Array.from({ length: 10_001 }, (_, id) => [id, `row ${id}`])])
    for (const batchRows of [1, 7, 2048, 4096, 5000, 10_001, 20_000]) {
      const sizes: number[] = []
      const seen = new Set<unknown>()
      const query = `SELECT id, t FROM ${session.dialect.quote(table)}${batchRows === 1 ? ' WHERE id < 5' : ''}`
      for await (const batch of session.read(query, { batchRows })) {
        sizes.push(batch.length)
        for (const [id, text] of batch) {
          if (text === `row ${id}`) seen.add(id)
        }
      }
      const total = batchRows === 1 ? 5 : 10_001
      const last = total % batchRows
      const expected = [...Array(Math.floor(total / batchRows)).fill(batchRows), ...(last === 0 ? [] : [last])]
      expect(sizes).toEqual(expected)
      expect(seen.size).toBe(total)
    }
  })

  test('a result without rows has no batch', async (session, table) => {
    await make(session, table, columns)
    expect(await collect(session.read(`SELECT * FROM ${session.dialect.quote(table)}`))).toEqual([])
  })

  test('leaving the loop early ends the query, inside a transaction and outside, and the session stays usable', async (session, table) => {
    await make(session, table, columns)
    const name = session.dialect.quote(table)
    await session.bulkLoad({ table, columns }, [Array.from({ length: rows }, (_, id) => [id, 'x'.repeat(100)])])
    const endless = `SELECT a.id, b.t FROM ${name} a CROSS JOIN ${name} b`
    const leave = async () => {
      for await (const batch of session.read(endless)) {
        expect(batch.length).toBe(4096)
        break
      }
      expect(await session.query('SELECT 1')).toEqual([[1]])
    }
    await leave()
    await session.transaction(async () => {
      await session.execute(`UPDATE ${name} SET t = 'changed' WHERE id = 1`)
      await leave()
    })
    expect(await session.query(`SELECT t FROM ${name} WHERE id = 1`)).toEqual([['changed']])
    const broken = new Error('the reader broke')
    const read = async () => {
      for await (const _ of session.read(endless)) throw broken
    }
    await expect(read()).rejects.toBe(broken)
    expect(await session.query('SELECT 1')).toEqual([[1]])
  })

  test('an error after the first rows is thrown, never an early end', async (session, table) => {
    await make(session, table, columns)
    const name = session.dialect.quote(table)
    const last = rows - 1
    await session.bulkLoad({ table, columns }, [
      Array.from({ length: rows }, (_, id) => [id, id === last ? 'no number' : '1']),
    ])
    // What fails on every engine, which casts do not: a scalar subquery of two rows.
    const two = `(SELECT b.id FROM ${name} b WHERE b.id < 2)`
    const failing = `SELECT id, CASE WHEN t = 'no number' THEN ${two} ELSE 1 END FROM ${name}`
    const read = async () => {
      for await (const _ of session.read(failing)) {
      }
    }
    expect(await codeOf(read())).not.toBeNull()
    expect(await session.query('SELECT 1')).toEqual([[1]])
  })

  test('the reader sets the pace: a slow one gets every row, and the session is its own meanwhile', async (session, table) => {
    await make(session, table, columns)
    await session.bulkLoad({ table, columns }, [Array.from({ length: rows }, (_, id) => [id, 'x'.repeat(100)])])
    let sum = 0
    for await (const batch of session.read(`SELECT id FROM ${session.dialect.quote(table)}`, { batchRows: 10_000 })) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      for (const [id] of batch) sum += Number(id)
    }
    expect(sum).toBe((rows * (rows - 1)) / 2)
  })
}
