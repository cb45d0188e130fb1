import { expect, test } from 'vitest'
import { columnConverter } from '../../../loader/load/conform/column-converter.ts'
import { plainValue } from '../../../loader/load/in-engine/plain-value.ts'
import {
  bigint,
  binary,
  boolean,
  type ColumnShape,
  date,
  decimal,
  double,
  folded,
  integer,
  json,
  text,
  time,
  timestamp,
  trimmed,
  varchar,
} from '../../../loader/schema/index.ts'
import { memorySession } from '../../engine/duckdb/memory-session.ts'

/** Columns as a source or a table declares them. */
const columns: readonly ColumnShape[] = [
  ...[boolean(), integer(), bigint(), double(), text(), date(), time(), timestamp(), json(), binary(2), binary(9)],
  ...[decimal(4, 2), decimal(9, 0), decimal(18, 4), decimal(38, 10), decimal(3, 3), decimal(10, 2, { round: true })],
  ...[varchar(1), varchar(3), folded(varchar(9)), trimmed(text()), date({ zeroDate: 'null' })],
]

/** Values of one DuckDB type. */
const types: readonly (readonly [type: string, ...values: readonly string[]])[] = [
  ['BOOLEAN', 'true', 'false'],
  ['TINYINT', '-128', '127', '0'],
  ['USMALLINT', '65535', '9'],
  ['INTEGER', '-2147483648', '2147483647', '99', '100', '-99'],
  ['UINTEGER', '4294967295', '2147483647', '2147483648'],
  ['BIGINT', '-9223372036854775808', '9223372036854775807', '2147483648', '-2147483649', '999999999', '-1000000000'],
  ['UBIGINT', '18446744073709551615', '9223372036854775807', '9223372036854775808', '7'],
  ['HUGEINT', '-170141183460469231731687303715884105727', '9223372036854775808', '-9223372036854775808', '12'],
  ['UHUGEINT', '340282366920938463463374607431768211455', '12'],
  ['DECIMAL(4,2)', '99.99', '-99.99', '0.00', '-0.01', '1.10', '0.10'],
  ['DECIMAL(18,4)', '99.9900', '99.9901', '100.0000', '-99999999999999.9999', '0.1230', '123.0000'],
  ['DECIMAL(38,3)', '99999999999999999999999999999999999.999', '1.000', '0.123', '99.990'],
  ['DECIMAL(38,38)', '0.99999999999999999999999999999999999999', '0.12'],
  ['FLOAT', '0.1', '1', '-0.0'],
  ['DOUBLE', '0.1', '-0.0', '0', 'NaN', 'Infinity', '-Infinity', '1e308', '5e-324', '12'],
  ['VARCHAR', '', 'a', ' a', 'A ', '😀', '😀😀😀', 'abcd', 'e\u0301', '\ufeffa', '12', '2020-01-01', '{}', 'true'],
  ['UUID', '00112233-4455-6677-8899-aabbccddeeff'],
  ["ENUM('a', 'b')", 'a'],
  ['JSON', '{"a":  1}', '1'],
  ['BLOB', '', '\\x00\\xff', 'abc'],
  ['DATE', '0001-01-01', '9999-12-31', '10000-01-01', '0044-03-15 (BC)', 'infinity', '-infinity', '2024-02-29'],
  ['TIME', '00:00:00', '23:59:59.999999', '24:00:00'],
  [
    'TIMESTAMP',
    '0001-01-01 00:00:00',
    '9999-12-31 23:59:59.999999',
    '10000-01-01 00:00:00',
    'infinity',
    '-infinity',
    '2024-02-29 00:00:00',
  ],
  ['TIMESTAMP_S', '2024-02-29 23:59:59', 'infinity'],
  ['TIMESTAMP_MS', '1969-12-31 23:59:59.001', '-infinity'],
  ['TIMESTAMP_NS', '2024-02-29 12:00:00.000001002', '2024-02-29 12:00:00'],
  ['TIMESTAMP WITH TIME ZONE', '2024-02-29 12:00:00+01', 'infinity'],
  ['INTERVAL', '1 day'],
]

test('what SQL calls plain is what conform makes of it, whatever is declared of it', async () => {
  await using here = await memorySession()
  const { session } = here
  const { setBased } = session.dialect
  if (setBased === null) throw new Error('DuckDB is set-based.')
  const limits = session.capabilities
  const plain = new Map<string, number>()
  for (const [type, ...values] of types) {
    const rows = values.map((value) => `(CAST('${value}' AS ${type}))`)
    const source = { name: 'x', type, kind: null }
    const pairs = columns.flatMap((from) =>
      columns.flatMap((target) => {
        const column = { at: 0, from: { name: 'x', column: from }, target: { name: 'y', column: target } }
        const found = plainValue(column, new Map([['x', source]]), {
          setBased,
          quote: (name) => session.dialect.quote(name),
        })
        return found === null ? [] : [{ column, found }]
      }),
    )
    const asked = pairs.flatMap(({ found: { value, when } }) => [
      when ?? 'TRUE',
      `CASE WHEN ${when ?? 'TRUE'} THEN ${value} END`,
    ])
    const answer = await session.query(`SELECT ${['x', ...asked].join(', ')} FROM (VALUES ${rows.join(', ')}) AS t(x)`)
    for (const row of answer) {
      for (const [at, { column }] of pairs.entries()) {
        const conformed = columnConverter(column, limits)(row[0])
        const [isPlain, value] = [row[at * 2 + 1], row[at * 2 + 2]]
        const told = `${type} ${String(row[0])} → ${JSON.stringify(column.from.column)} → ${JSON.stringify(column.target.column)}`
        expect(typeof isPlain, told).toBe('boolean')
        if (isPlain !== true) continue
        expect([told, columnConverter({ at: 0, target: column.target }, limits)(value)]).toEqual([told, conformed])
        plain.set(type, (plain.get(type) ?? 0) + 1)
      }
    }
  }
  expect([...plain.keys()]).toEqual([
    ...['BOOLEAN', 'TINYINT', 'USMALLINT', 'INTEGER', 'UINTEGER', 'BIGINT', 'UBIGINT', 'HUGEINT'],
    ...['DECIMAL(4,2)', 'DECIMAL(18,4)', 'DECIMAL(38,3)', 'DOUBLE', 'VARCHAR', 'BLOB', 'DATE', 'TIME'],
    ...['TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS'],
  ])
})
