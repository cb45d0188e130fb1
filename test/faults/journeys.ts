import {
  bigint,
  type Column,
  date,
  decimal,
  integer,
  type Kind,
  text,
  timestamp,
  varchar,
} from '../../loader/schema/index.ts'
import type { EngineName } from '../servers/index.ts'

type Plain = Column<Kind, false, 'attribute'>

/** What becomes of a source value: its canonical text in every column it goes to, or it is rejected. */
export const reject = Symbol('reject')

/** Values of one source column on their way to a natural key, an attribute, a measure and a lookup. */
export interface Journey {
  readonly title: string
  /** The SQL type in the source; an engine that is left out has no such values. */
  readonly type: Readonly<Partial<Record<EngineName, string>>>
  /** The column in the warehouse. */
  readonly column: Plain
  /** As the source declares it, where that is another type. */
  readonly declared?: Plain
  /** The warehouses that it is about; default: all. */
  readonly to?: readonly EngineName[]
  readonly values: readonly (readonly [
    source: string | number | null | Expression,
    expected: string | number | null | typeof reject,
  ])[]
}

/** A value that the source's own SQL makes. */
export interface Expression {
  readonly sql: string
}

const same = (...values: readonly string[]): Journey['values'] => values.map((value) => [value, value])
const decimals = (precision: number, scale: number) => ({
  duckdb: `DECIMAL(${precision},${scale})`,
  mysql: `DECIMAL(${precision},${scale})`,
  postgres: `NUMERIC(${precision},${scale})`,
})
const texts = { duckdb: 'VARCHAR', mysql: 'VARCHAR(40)', postgres: 'VARCHAR(40)' }

export const journeys: readonly Journey[] = [
  {
    title: '1: bigints of 19 digits, neighbours beyond 2^53 apart',
    type: { duckdb: 'BIGINT', mysql: 'BIGINT', postgres: 'BIGINT' },
    column: bigint(),
    values: same('9223372036854775807', '-9223372036854775808', '9007199254740992', '9007199254740993'),
  },
  {
    title: '1: unsigned bigints, as decimal(20, 0)',
    type: { duckdb: 'UBIGINT', mysql: 'BIGINT UNSIGNED', postgres: 'NUMERIC(20,0)' },
    column: decimal(20, 0),
    values: same('18446744073709551615', '18446744073709551614', '9223372036854775808', '0'),
  },
  {
    title: '1: an unsigned bigint that no bigint holds',
    type: { duckdb: 'UBIGINT', mysql: 'BIGINT UNSIGNED', postgres: 'NUMERIC(20,0)' },
    column: bigint(),
    values: [...same('9223372036854775807'), ['18446744073709551615', reject]],
  },
  {
    title: '2: decimals of 38 digits',
    type: decimals(38, 10),
    column: decimal(38, 10),
    values: same(
      '1234567890123456789012345678.0123456789',
      '1234567890123456789012345678.0123456788',
      '-9999999999999999999999999999.9999999999',
      '0.0000000001',
    ),
  },
  {
    title: '2: decimals of 65 digits',
    type: { mysql: 'DECIMAL(65,30)', postgres: 'NUMERIC(65,30)' },
    column: decimal(65, 30),
    to: ['mysql', 'postgres'],
    values: same(
      `${'9'.repeat(35)}.${'9'.repeat(30)}`,
      `${'9'.repeat(35)}.${'9'.repeat(29)}8`,
      `-${'1'.repeat(35)}.${'0'.repeat(29)}1`,
    ),
  },
  {
    title: '3: more scale than the column has',
    type: decimals(12, 7),
    column: decimal(12, 4),
    declared: decimal(12, 7),
    values: [
      ['.6370000', '0.6370'],
      ['.6370001', reject],
      ['1.0050000', '1.0050'],
    ],
  },
  {
    title: '4: zero dates',
    type: { mysql: 'DATE' },
    column: date(),
    values: [['0000-00-00', reject], ['2021-00-10', reject], ['0000-11-30', reject], ...same('2021-11-30')],
  },
  {
    title: '4: zero dates in text',
    type: texts,
    column: date(),
    values: [['0000-00-00', reject], ['2021-00-10', reject], ['0000-11-30', reject], ...same('2021-11-30')],
  },
  {
    title: '7: microseconds beside a second',
    type: { duckdb: 'TIMESTAMP', mysql: 'DATETIME(6)', postgres: 'TIMESTAMP' },
    column: timestamp(),
    values: same('2024-02-29 23:59:59.999999', '2024-03-01 00:00:00.000000', '2024-03-01 00:00:00.000001'),
  },
  {
    title: '9: NUL',
    type: { duckdb: 'VARCHAR', mysql: 'VARCHAR(40)' },
    column: varchar(9),
    to: ['duckdb', 'mysql'],
    values: same('a', 'a\0', 'a\0b', '\0'),
  },
  {
    title: '9: NUL, into a warehouse that holds none',
    type: { duckdb: 'VARCHAR', mysql: 'VARCHAR(40)' },
    column: varchar(9),
    to: ['postgres'],
    values: [...same('a'), ['a\0', reject], ['a\0b', reject], ['\0', reject]],
  },
  {
    title: '10: emoji, letters of four bytes, U+FFFD itself',
    type: texts,
    column: varchar(5),
    values: same('😀😀😀😀😀', '𝒳', '漢字', 'é', '\ufeffa', '\ufffd', '\ufffd\ufffd\ufffd'),
  },
  {
    title: '10: latin1',
    type: { mysql: 'VARCHAR(9) CHARACTER SET latin1' },
    column: varchar(9),
    values: [[{ sql: 'UNHEX("E9")' }, 'é'], [{ sql: 'UNHEX("80")' }, '€'], ...same('ÿ')],
  },
  {
    title: '10: half a surrogate pair in the source',
    type: { mysql: 'VARCHAR(9) CHARACTER SET utf8mb4' },
    column: varchar(9),
    values: [[{ sql: 'UNHEX("61EDA0BD62")' }, reject], [{ sql: 'UNHEX("EDA0BDEDB880")' }, reject], ...same('😀', 'a')],
  },
  {
    title: '11: members apart by case, accent, spaces and Unicode form',
    type: texts,
    column: varchar(9),
    values: same('a', 'a ', ' a', 'A', 'á', 'a\u0301', 'ａ', 'ß', 'ss'),
  },
  {
    title: '12: text too long',
    type: texts,
    column: varchar(5),
    declared: varchar(40),
    values: [...same('abcde', '😀😀😀😀😀'), ['abcdef', reject], ['abcde ', reject], ['😀😀😀😀😀😀', reject]],
  },
  {
    title: '13: what is no integer',
    type: texts,
    column: integer(),
    values: [
      ['12', 12],
      ['-2147483648', -2_147_483_648],
      ['12abc', reject],
      ['2147483648', reject],
      ['1.0', reject],
      ['', reject],
      [' 3', reject],
    ],
  },
  {
    title: '13: an integer too large',
    type: { duckdb: 'BIGINT', mysql: 'BIGINT', postgres: 'BIGINT' },
    column: integer(),
    values: [
      ['2147483647', 2_147_483_647],
      ['2147483648', reject],
      ['-2147483649', reject],
    ],
  },
  {
    title: '15: empty text and NULL',
    type: texts,
    column: varchar(9),
    values: [...same('', 'NULL', '\\N', '""', 'null'), [null, null]],
  },
  {
    title: '18: hostile text',
    type: texts,
    column: varchar(40),
    values: same(
      "'; DROP TABLE x; --",
      '\\',
      '\\\\',
      "\\'",
      '\\0',
      '\t',
      '\n',
      '\r\n',
      '\\n',
      '"',
      '`',
      '%s ? $1 :a',
      '\u001a',
    ),
  },
  {
    title: '18: hostile text without a limit',
    type: { duckdb: 'VARCHAR', mysql: 'LONGTEXT', postgres: 'TEXT' },
    column: text(),
    // The servers carry no key of such text.
    to: ['duckdb'],
    values: same("'; DROP TABLE x; --", 'a\\\nb', `${'\\\t\n'.repeat(2000)}'`),
  },
]
