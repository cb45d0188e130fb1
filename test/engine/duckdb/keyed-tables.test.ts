import { describe, expect, test } from 'vitest'
import { codeOf, column } from '../conformance/stand.ts'
import { memorySession } from './memory-session.ts'

const columns = [column('id', 'integer'), column('t', 'text')]

describe('a DuckDB table that others gave a key', () => {
  test('fails a load with duplicates as a whole', async () => {
    await using here = await memorySession()
    const { session } = here
    await session.execute('CREATE TABLE t (id INTEGER PRIMARY KEY, t VARCHAR)')
    await session.bulkLoad({ table: 't', columns }, [[[1, 'one']]])
    const rows = [
      [2, 'two'],
      [1, 'again'],
      [3, null],
      [3, 'twice'],
    ]
    expect(await codeOf(session.bulkLoad({ table: 't', columns }, [rows]))).toBe('duplicate-key')
    expect(await session.query('SELECT * FROM t')).toEqual([[1, 'one']])
    expect(await codeOf(session.execute("INSERT INTO t VALUES (1, 'x')"))).toBe('duplicate-key')
  })
})

describe('a bulk load into a table of other columns', () => {
  test('is refused: the appender would convert in silence', async () => {
    await using here = await memorySession()
    const { session } = here
    await session.execute('CREATE TABLE t (id INTEGER, d DECIMAL(5,1), v VARCHAR, n INTEGER NOT NULL DEFAULT 7)')
    const loads = [
      [[column('d', 'decimal', { precision: 5, scale: 2 })], '1.25', 'bulk-mismatch'],
      [[column('v', 'integer')], 5, 'bulk-mismatch'],
      [[column('gone', 'integer')], 5, 'unknown-column'],
    ] as const
    for (const [its, cell, code] of loads) {
      expect(await codeOf(session.bulkLoad({ table: 't', columns: its }, [[[cell]]]))).toBe(code)
    }
    expect(await codeOf(session.bulkLoad({ table: 'nothing', columns }, []))).toBe('unknown-table')
    // Columns that are left out take their defaults, as in any INSERT.
    await session.bulkLoad({ table: 't', columns: [column('id', 'integer')] }, [[[1]]])
    expect(await session.query('SELECT * FROM t')).toEqual([[1, null, null, 7]])
  })
})
