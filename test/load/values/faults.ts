import {
  bigint,
  boolean,
  type Cell,
  type ColumnShape,
  date,
  decimal,
  double,
  folded,
  integer,
  nullable,
  text,
  time,
  timestamp,
  trimmed,
  varchar,
} from '../../../loader/schema/index.ts'
import type { Journey } from './transfer.ts'

type Name = 'duckdb' | 'mysql'

/** What becomes of a value: its canonical text, or the beginning of what its reject says should be; by warehouse where engines hold different things. */
type Expected = Cell | { readonly reject: string }

/** FAULTS, A: what a source of each kind prints, and what must come of it. */
export interface Fault {
  readonly title: string
  readonly from: readonly Name[]
  /** The SQL type in the source. */
  readonly type: string | Readonly<Record<Name, string>>
  readonly column: ColumnShape
  readonly declared?: ColumnShape
  readonly before?: string
  /** Only into this warehouse: the other's `check` refuses the column. */
  readonly to?: Name
  readonly values: readonly (readonly [Journey['values'][number], Expected | Readonly<Record<Name, Expected>>])[]
}

const both: readonly Name[] = ['duckdb', 'mysql']
const bound = (...values: readonly string[]): Fault['values'] => values.map((value) => [{ bound: value }, value])
const reject = (should: string) => ({ reject: should })
const tooLong = reject('valid Unicode text of at most 5 characters')
const noInteger = reject('a whole number from -2147483648 to 2147483647')
const noDay = reject('a day YYYY-MM-DD of the years 1 to 9999')
const noMoment = reject('a time YYYY-MM-DD HH:MM:SS of the years 1 to 9999, exact to the microsecond')

export const faults: readonly Fault[] = [
  {
    title: '1: BIGINT to its limits',
    from: both,
    type: 'BIGINT',
    column: bigint(),
    values: [
      ['9223372036854775807', '9223372036854775807'],
      ['-9223372036854775808', '-9223372036854775808'],
      ['9007199254740993', '9007199254740993'],
    ],
  },
  {
    title: '1: UNSIGNED BIGINT',
    from: both,
    type: { duckdb: 'UBIGINT', mysql: 'BIGINT UNSIGNED' },
    column: decimal(20, 0),
    values: [
      ['18446744073709551615', '18446744073709551615'],
      ['0', '0'],
    ],
  },
  {
    title: '1: UNSIGNED BIGINT into a bigint',
    from: both,
    type: { duckdb: 'UBIGINT', mysql: 'BIGINT UNSIGNED' },
    column: bigint(),
    values: [
      ['9223372036854775807', '9223372036854775807'],
      ['9223372036854775808', reject('a whole number from -9223372036854775808')],
    ],
  },
  {
    title: '2: DECIMAL(38,10)',
    from: both,
    type: 'DECIMAL(38,10)',
    column: decimal(38, 10),
    values: [
      ["CAST('1234567890123456789012345678.0123456789' AS DECIMAL(38,10))", '1234567890123456789012345678.0123456789'],
      [
        "CAST('-9999999999999999999999999999.9999999999' AS DECIMAL(38,10))",
        '-9999999999999999999999999999.9999999999',
      ],
      ["CAST('0.0000000001' AS DECIMAL(38,10))", '0.0000000001'],
    ],
  },
  {
    title: '2: DECIMAL(65,30)',
    from: ['mysql'],
    to: 'mysql',
    type: 'DECIMAL(65,30)',
    column: decimal(65, 30),
    values: [[`${'9'.repeat(35)}.${'9'.repeat(29)}1`, `${'9'.repeat(35)}.${'9'.repeat(29)}1`]],
  },
  {
    title: '3: more scale than the column has',
    from: both,
    type: 'DECIMAL(12,7)',
    column: decimal(12, 4),
    declared: decimal(12, 7),
    values: [
      ['.6370000', '0.6370'],
      ['.6370001', reject('a decimal number of at most 8 digits before the point and 4 after it')],
      ['1.0050000', '1.0050'],
    ],
  },
  {
    title: '3: more scale, rounded by definition',
    from: both,
    type: 'DECIMAL(12,7)',
    column: decimal(12, 2, { round: true }),
    declared: decimal(12, 7),
    values: [
      ['1.005', '1.01'],
      ['-1.005', '-1.01'],
      ['1.0049999', '1.00'],
    ],
  },
  {
    title: '4: zero dates',
    from: ['mysql'],
    type: 'DATE',
    before: "SET SESSION sql_mode = ''",
    column: nullable(date()),
    values: [
      ["'0000-00-00'", noDay],
      ["'2021-00-10'", noDay],
      ["'0000-11-30'", noDay],
      ["'2021-11-30'", '2021-11-30'],
    ],
  },
  {
    title: '4: zero dates, NULL by definition',
    from: ['mysql'],
    type: 'DATETIME',
    before: "SET SESSION sql_mode = ''",
    column: timestamp({ zeroDate: 'null' }),
    values: [
      ["'0000-00-00'", null],
      ["'2021-00-10 12:00:00'", null],
      ["'0000-11-30'", null],
      ["'2021-11-30 12:00:00'", '2021-11-30 12:00:00.000000'],
    ],
  },
  {
    title: '5: times beyond a day',
    from: ['mysql'],
    type: 'TIME(6)',
    column: time(),
    values: [
      ["'-838:59:59'", { mysql: '-838:59:59.000000', duckdb: reject('a time of day HH:MM:SS') }],
      ["'24:30:00'", { mysql: '24:30:00.000000', duckdb: reject('a time of day HH:MM:SS') }],
      ["'23:59:59.999999'", '23:59:59.999999'],
    ],
  },
  {
    title: '7: microseconds',
    from: both,
    type: { duckdb: 'TIMESTAMP', mysql: 'DATETIME(6)' },
    column: timestamp(),
    values: [
      ["'2024-02-29 23:59:59.999999'", '2024-02-29 23:59:59.999999'],
      ["'2024-02-29 00:00:00.000001'", '2024-02-29 00:00:00.000001'],
      ["'2024-02-29 00:00:00.1'", '2024-02-29 00:00:00.100000'],
      ["'2024-02-29 00:00:00'", '2024-02-29 00:00:00.000000'],
      ["'1000-01-01 00:00:00'", '1000-01-01 00:00:00.000000'],
      ["'9999-12-31 23:59:59.999999'", '9999-12-31 23:59:59.999999'],
    ],
  },
  {
    title: '7: nanoseconds',
    from: ['duckdb'],
    type: 'TIMESTAMP_NS',
    column: timestamp(),
    values: [
      ["'2024-02-29 00:00:00.123456789'", noMoment],
      ["'2024-02-29 00:00:00.123456'", '2024-02-29 00:00:00.123456'],
    ],
  },
  {
    title: '8: the ends of time',
    from: ['duckdb'],
    type: 'TIMESTAMP',
    column: timestamp(),
    values: [
      ["'0001-01-01 00:00:00'", '0001-01-01 00:00:00.000000'],
      ["'infinity'", noMoment],
      ["'-infinity'", noMoment],
      ["'0044-03-15 (BC) 00:00:00'", noMoment],
      ["'10000-01-01 00:00:00'", noMoment],
    ],
  },
  {
    title: '8: the last days',
    from: ['duckdb'],
    type: 'DATE',
    column: date(),
    values: [
      ["'9999-12-31'", '9999-12-31'],
      ["'infinity'", noDay],
      ["'0044-03-15 (BC)'", noDay],
    ],
  },
  {
    title: '9: NUL',
    from: both,
    type: 'VARCHAR(9)',
    column: varchar(9),
    values: bound('a\0b', '\0'),
  },
  {
    title: '10: emoji and letters of four bytes',
    from: both,
    type: { duckdb: 'VARCHAR', mysql: 'VARCHAR(40) CHARACTER SET utf8mb4' },
    column: varchar(5),
    values: bound('😀😀😀😀😀', '𝒳', 'é', '漢字', '\ufeff'),
  },
  {
    title: '10: latin1',
    from: ['mysql'],
    type: 'VARCHAR(9) CHARACTER SET latin1',
    column: varchar(9),
    values: [['0xE9', 'é'], ['0x80', '€'], ...bound('ÿ')],
  },
  {
    title: '12: text too long',
    from: both,
    type: 'VARCHAR(40)',
    column: varchar(5),
    declared: varchar(40),
    values: [
      [{ bound: 'abcde' }, 'abcde'],
      [{ bound: 'abcdef' }, tooLong],
      [{ bound: 'abcde ' }, tooLong],
      [{ bound: '😀😀😀😀😀😀' }, tooLong],
    ],
  },
  {
    title: '13: what is no integer',
    from: both,
    type: 'VARCHAR(40)',
    column: integer(),
    values: [
      [{ bound: '12' }, 12],
      [{ bound: '12abc' }, noInteger],
      [{ bound: '2147483648' }, noInteger],
      [{ bound: '-2147483649' }, noInteger],
      [{ bound: '' }, noInteger],
    ],
  },
  {
    title: '13: a wider integer',
    from: both,
    type: 'BIGINT',
    column: integer(),
    values: [
      ['2147483647', 2147483647],
      ['2147483648', noInteger],
    ],
  },
  {
    title: '14: no decimals',
    from: both,
    type: 'VARCHAR(40)',
    column: decimal(12, 2),
    values: [
      [{ bound: 'NaN' }, reject('a decimal number')],
      [{ bound: 'Infinity' }, reject('a decimal number')],
      [{ bound: '-0' }, '0.00'],
      [{ bound: '-0.00' }, '0.00'],
    ],
  },
  {
    title: '14: doubles',
    from: ['duckdb'],
    type: 'DOUBLE',
    column: double(),
    values: [
      ["'nan'", { duckdb: 'NaN', mysql: reject('a finite double-precision number') }],
      ["'-infinity'", { duckdb: '-Infinity', mysql: reject('a finite double-precision number') }],
      ["'-0.0'", '0'],
      ['0.1::DOUBLE + 0.2::DOUBLE', '0.30000000000000004'],
      ['1.7976931348623157e308', '1.7976931348623157e+308'],
    ],
  },
  {
    title: '14: doubles of MySQL',
    from: ['mysql'],
    type: 'DOUBLE',
    column: double(),
    values: [
      ['0.1e0 + 0.2e0', '0.30000000000000004'],
      ['-0e0', '0'],
      ['1.7976931348623157e308', '1.7976931348623157e+308'],
      ['2.2250738585072014e-308', '2.2250738585072014e-308'],
    ],
  },
  {
    title: '15: empty and NULL',
    from: both,
    type: 'VARCHAR(9)',
    column: nullable(varchar(9)),
    values: [
      [{ bound: '' }, ''],
      ['NULL', null],
      [{ bound: 'NULL' }, 'NULL'],
      [{ bound: '\\N' }, '\\N'],
      [{ bound: '""' }, '""'],
    ],
  },
  {
    title: '15: NULL into NOT NULL',
    from: both,
    type: 'VARCHAR(9)',
    column: varchar(9),
    values: [
      ['NULL', reject('valid Unicode text of at most 9 characters')],
      [{ bound: '' }, ''],
    ],
  },
  {
    title: '17: booleans, and one bit',
    from: ['mysql'],
    type: 'BIT(1)',
    column: boolean(),
    values: [
      ["b'1'", true],
      ["b'0'", false],
    ],
  },
  {
    title: '17: booleans',
    from: both,
    type: 'BOOLEAN',
    column: boolean(),
    values: [
      ['TRUE', true],
      ['FALSE', false],
    ],
  },
  {
    title: '18: hostile text',
    from: both,
    type: { duckdb: 'VARCHAR', mysql: 'TEXT' },
    column: text(),
    values: bound(
      "'; DROP TABLE x; --",
      '\\',
      '\\\\',
      "\\'",
      '\t\n\r\\t\\n',
      '"',
      '`',
      '%s ? $1 :a',
      '\u001a',
      'a\\\nb',
      ' ',
    ),
  },
  {
    title: '11: folded and trimmed by definition',
    from: both,
    type: 'VARCHAR(40)',
    column: folded(trimmed(varchar(5))),
    values: [
      [{ bound: '  ÁBC ' }, 'ábc'],
      [{ bound: 'a\u0301' }, 'á'],
      [{ bound: 'abcdef' }, tooLong],
    ],
  },
]
