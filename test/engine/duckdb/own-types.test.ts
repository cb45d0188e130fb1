import { describe, expect, test } from 'vitest'
import { memorySession } from './memory-session.ts'

/** An expression, the kind and type that describe tells, and what travels. */
const scalars: readonly (readonly [expression: string, kind: string | null, type: string, value: unknown])[] = [
  ['CAST(-128 AS TINYINT)', 'integer', 'TINYINT', -128],
  ['CAST(255 AS UTINYINT)', 'integer', 'UTINYINT', 255],
  ['CAST(-32768 AS SMALLINT)', 'integer', 'SMALLINT', -32768],
  ['CAST(65535 AS USMALLINT)', 'integer', 'USMALLINT', 65535],
  ['CAST(4294967295 AS UINTEGER)', 'bigint', 'UINTEGER', '4294967295'],
  ['CAST(18446744073709551615 AS UBIGINT)', 'decimal', 'UBIGINT', '18446744073709551615'],
  ['CAST(4294967296 AS UBIGINT)', 'decimal', 'UBIGINT', '4294967296'],
  [
    "CAST('-170141183460469231731687303715884105727' AS HUGEINT)",
    'decimal',
    'HUGEINT',
    '-170141183460469231731687303715884105727',
  ],
  [
    "CAST('340282366920938463463374607431768211455' AS UHUGEINT)",
    'decimal',
    'UHUGEINT',
    '340282366920938463463374607431768211455',
  ],
  ['sum(CAST(5 AS INTEGER))', 'decimal', 'HUGEINT', '5'],
  ['CAST(0.1 AS FLOAT)', 'double', 'FLOAT', '0.1'],
  ['CAST(16777216 AS FLOAT)', 'double', 'FLOAT', '16777216'],
  ["CAST('NaN' AS DOUBLE)", 'double', 'DOUBLE', 'NaN'],
  ["CAST('-Infinity' AS DOUBLE)", 'double', 'DOUBLE', '-Infinity'],
  ["CAST('-0.0' AS DOUBLE)", 'double', 'DOUBLE', '0'],
  ["DATE 'infinity'", 'date', 'DATE', 'infinity'],
  ["DATE '-infinity'", 'date', 'DATE', '-infinity'],
  ["DATE '0044-03-15 (BC)'", 'date', 'DATE', '0044-03-15 (BC)'],
  ["DATE '12345-06-07'", 'date', 'DATE', '12345-06-07'],
  ["TIMESTAMP 'infinity'", 'timestamp', 'TIMESTAMP', 'infinity'],
  ["TIMESTAMP '-infinity'", 'timestamp', 'TIMESTAMP', '-infinity'],
  [
    "CAST(DATE '0044-03-15 (BC)' AS TIMESTAMP) + INTERVAL 500 MILLISECOND",
    'timestamp',
    'TIMESTAMP',
    '0044-03-15 00:00:00.500000 (BC)',
  ],
  ["TIMESTAMP_S '2024-02-29 23:59:59'", 'timestamp', 'TIMESTAMP_S', '2024-02-29 23:59:59.000000'],
  ["TIMESTAMP_MS '1969-12-31 23:59:59.001'", 'timestamp', 'TIMESTAMP_MS', '1969-12-31 23:59:59.001000'],
  ["TIMESTAMP_NS '2024-02-29 12:00:00.000001'", 'timestamp', 'TIMESTAMP_NS', '2024-02-29 12:00:00.000001'],
  // Nanoseconds are not lost in silence: conform sees nine digits and rejects.
  ["TIMESTAMP_NS '1969-12-31 12:00:00.000001002'", 'timestamp', 'TIMESTAMP_NS', '1969-12-31 12:00:00.000001002'],
  ["TIMESTAMP_NS 'infinity'", 'timestamp', 'TIMESTAMP_NS', 'infinity'],
  ["TIMESTAMPTZ '2024-03-10 02:30:00.5-05'", 'timestamp', 'TIMESTAMP WITH TIME ZONE', '2024-03-10 07:30:00.500000'],
  ["TIME '24:00:00'", 'time', 'TIME', '24:00:00.000000'],
  ["UUID '00112233-4455-6677-8899-aabbccddeeff'", 'varchar', 'UUID', '00112233-4455-6677-8899-aabbccddeeff'],
  ["CAST('b' AS ENUM('a', 'b'))", 'varchar', "ENUM('a', 'b')", 'b'],
  [`CAST('{"a":  1}' AS JSON)`, 'json', 'JSON', '{"a":  1}'],
  ["CAST('0101' AS BIT)", null, 'BIT', '0101'],
  ["INTERVAL '1 month 2 days'", null, 'INTERVAL', '1 month 2 days'],
  ["CAST('12:00:00+05' AS TIMETZ)", null, 'TIME WITH TIME ZONE', '12:00:00+05'],
  ['NULL', 'integer', 'INTEGER', null],
]

describe('types of DuckDB that are not column types', () => {
  for (const [expression, kind, type, value] of scalars) {
    test(`${expression} travels as ${value}`, async () => {
      await using here = await memorySession()
      const sql = `SELECT ${expression} AS x`
      expect(await here.session.query(sql)).toEqual([[value]])
      const instant = type === 'TIMESTAMP WITH TIME ZONE' ? { instant: true } : {}
      expect(await here.session.describe(sql)).toEqual([{ name: 'x', type, kind, ...instant }])
    })
  }

  test('lists, structs and maps stay objects, of no kind, so that conform rejects them', async () => {
    await using here = await memorySession()
    const sql = "SELECT [1, 2] AS l, {'a': 1} AS s, MAP {'k': 1} AS m, CAST([1, 2] AS INTEGER[2]) AS f"
    expect((await here.session.describe(sql)).map(({ kind }) => kind)).toEqual([null, null, null, null])
    for (const value of (await here.session.query(sql))[0] ?? []) expect(value).toBeTypeOf('object')
  })

  test('every row of a column with NULLs keeps its place', async () => {
    await using here = await memorySession()
    const rows = await here.session.query(
      `SELECT i, CASE WHEN i % 3 = 0 THEN i END, CASE WHEN i % 3 = 1 THEN CAST(i AS BIGINT) END, CASE WHEN i % 3 = 2 THEN 'text number ' || i END
       FROM range(5000) r(j), (SELECT CAST(j AS INTEGER)) c(i) ORDER BY i`,
    )
    const expected = Array.from({ length: 5000 }, (_, i) => [
      i,
      i % 3 === 0 ? i : null,
      i % 3 === 1 ? String(i) : null,
      i % 3 === 2 ? `text number ${i}` : null,
    ])
    expect(rows).toEqual(expected)
  })
})
