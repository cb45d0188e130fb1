import {
  bigint,
  binary,
  boolean,
  type Cell,
  type ColumnShape,
  date,
  decimal,
  double,
  folded,
  integer,
  json,
  nullable,
  text,
  time,
  timestamp,
  trimmed,
  varchar,
} from '../../../loader/schema/index.ts'
import type { EngineName as Name } from '../../servers/index.ts'
import type { Journey } from './transfer.ts'

/** What becomes of a value: its canonical text, or the beginning of what its reject says should be; by warehouse where engines hold different things. */
type Expected = Cell | { readonly reject: string }

/** FAULTS, A: what a source of each kind prints, and what must come of it. */
export interface Fault {
  readonly title: string
  readonly from: readonly Name[]
  /** The SQL type in the source. */
  readonly type: string | Readonly<Partial<Record<Name, string>>>
  readonly column: ColumnShape
  readonly declared?: ColumnShape
  readonly before?: string
  /** Only into these warehouses: the others' `check` refuses the column. */
  readonly to?: readonly Name[]
  readonly values: readonly (readonly [Journey['values'][number], Expected | Readonly<Record<Name, Expected>>])[]
}

const all: readonly Name[] = ['duckdb', 'mysql', 'postgres']
const bound = (...values: readonly string[]): Fault['values'] => values.map((value) => [{ bound: value }, value])
const reject = (should: string) => ({ reject: should })
const tooLong = reject('valid Unicode text of at most 5 characters')
const noInteger = reject('a whole number from -2147483648 to 2147483647')
const noDay = reject('a day YYYY-MM-DD of the years 1 to 9999')
const noTime = { duckdb: reject('a time of day HH:MM:SS'), postgres: reject('a time of day HH:MM:SS') }
const noFinite = { mysql: reject('a finite double-precision number') }
const noMoment = reject('a time YYYY-MM-DD HH:MM:SS of the years 1 to 9999, exact to the microsecond')

export const faults: readonly Fault[] = [
  {
    title: '1: BIGINT to its limits',
    from: all,
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
    from: all,
    type: { duckdb: 'UBIGINT', mysql: 'BIGINT UNSIGNED', postgres: 'NUMERIC(20)' },
    column: decimal(20, 0),
    values: [
      ['18446744073709551615', '18446744073709551615'],
      ['0', '0'],
    ],
  },
  {
    title: '1: UNSIGNED BIGINT into a bigint',
    from: all,
    type: { duckdb: 'UBIGINT', mysql: 'BIGINT UNSIGNED', postgres: 'NUMERIC(20)' },
    column: bigint(),
    values: [
      ['9223372036854775807', '9223372036854775807'],
      ['9223372036854775808', reject('a whole number from -9223372036854775808')],
    ],
  },
  {
    title: '2: DECIMAL(38,10)',
    from: all,
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
    from: ['mysql', 'postgres'],
    to: ['mysql', 'postgres'],
    type: 'DECIMAL(65,30)',
    column: decimal(65, 30),
    values: [[`${'9'.repeat(35)}.${'9'.repeat(29)}1`, `${'9'.repeat(35)}.${'9'.repeat(29)}1`]],
  },
  {
    title: '3: more scale than the column has',
    from: all,
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
    from: all,
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
      ["'-838:59:59'", { ...noTime, mysql: '-838:59:59.000000' }],
      ["'24:30:00'", { ...noTime, mysql: '24:30:00.000000' }],
      ["'23:59:59.999999'", '23:59:59.999999'],
    ],
  },
  {
    title: '5: the end of a day',
    from: ['postgres'],
    type: 'TIME(6)',
    column: time(),
    values: [
      ["'24:00:00'", { ...noTime, mysql: '24:00:00.000000' }],
      ["'23:59:59.999999'", '23:59:59.999999'],
      ["'01:02:03'", '01:02:03.000000'],
    ],
  },
  {
    title: '7: microseconds',
    from: all,
    type: { duckdb: 'TIMESTAMP', mysql: 'DATETIME(6)', postgres: 'TIMESTAMP' },
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
    title: '8: the ends of time, on PostgreSQL',
    from: ['postgres'],
    type: 'TIMESTAMP',
    column: timestamp(),
    values: [
      ["'0001-01-01 00:00:00'", '0001-01-01 00:00:00.000000'],
      ["'infinity'", noMoment],
      ["'-infinity'", noMoment],
      ["'0044-03-15 00:00:00 BC'", noMoment],
      ["'10000-01-01 00:00:00'", noMoment],
    ],
  },
  {
    title: '8: the last days, on PostgreSQL',
    from: ['postgres'],
    type: 'DATE',
    column: date(),
    values: [
      ["'9999-12-31'", '9999-12-31'],
      ["'infinity'", noDay],
      ["'0044-03-15 BC'", noDay],
    ],
  },
  {
    title: '8: moments of another offset',
    from: ['postgres'],
    type: 'TIMESTAMP WITH TIME ZONE',
    column: timestamp(),
    values: [
      ["'2024-07-01 12:00:00.5+05:30'", '2024-07-01 06:30:00.500000'],
      ["'1900-01-01 00:00:00+00'", '1900-01-01 00:00:00.000000'],
    ],
  },
  {
    title: '9: NUL',
    from: ['duckdb', 'mysql'],
    type: 'VARCHAR(9)',
    column: varchar(9),
    values: ['a\0b', '\0'].map((text) => [
      { bound: text },
      { duckdb: text, mysql: text, postgres: reject('valid Unicode text of at most 9 characters without NUL') },
    ]),
  },
  {
    title: '10: emoji and letters of four bytes',
    from: all,
    type: { duckdb: 'VARCHAR', mysql: 'VARCHAR(40) CHARACTER SET utf8mb4', postgres: 'VARCHAR' },
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
    from: all,
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
    from: all,
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
    from: all,
    type: 'BIGINT',
    column: integer(),
    values: [
      ['2147483647', 2147483647],
      ['2147483648', noInteger],
    ],
  },
  {
    title: '14: no decimals',
    from: all,
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
    from: ['duckdb', 'postgres'],
    type: 'DOUBLE PRECISION',
    column: double(),
    values: [
      ["'nan'", { ...noFinite, duckdb: 'NaN', postgres: 'NaN' }],
      ["'-infinity'", { ...noFinite, duckdb: '-Infinity', postgres: '-Infinity' }],
      ["'-0.0'", '0'],
      ['0.1::DOUBLE PRECISION + 0.2::DOUBLE PRECISION', '0.30000000000000004'],
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
    from: all,
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
    from: all,
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
    title: '14: numeric without limits',
    from: ['postgres'],
    type: 'NUMERIC',
    column: decimal(12, 2),
    values: [
      ["'NaN'", reject('a decimal number')],
      ['1.50000', '1.50'],
      ['1e3', '1000.00'],
      ['1.005', reject('a decimal number')],
    ],
  },
  {
    title: '17: uuid',
    from: ['postgres'],
    type: 'UUID',
    column: varchar(36),
    values: [["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']],
  },
  {
    title: '17: one bit as text',
    from: ['postgres'],
    type: 'BIT(1)',
    column: boolean(),
    values: [
      ["b'1'", true],
      ["b'0'", false],
    ],
  },
  {
    title: '17: jsonb, in its own order of keys',
    from: ['postgres'],
    type: 'JSONB',
    column: json(),
    values: [['\'{"b": 1, "a": [1.50, null]}\'', '{"a":[1.50,null],"b":1}']],
  },
  {
    title: '17: bytes',
    from: ['postgres'],
    type: 'BYTEA',
    column: binary(4),
    values: [
      ["'\\x00ff0a5c'", '00ff0a5c'],
      ["'\\x'", ''],
      ["'\\x0001020304'", reject('bytes, at most 4,')],
    ],
  },
  {
    title: '17: booleans',
    from: all,
    type: 'BOOLEAN',
    column: boolean(),
    values: [
      ['TRUE', true],
      ['FALSE', false],
    ],
  },
  {
    title: '18: hostile text',
    from: all,
    type: { duckdb: 'VARCHAR', mysql: 'TEXT', postgres: 'TEXT' },
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
    from: all,
    type: 'VARCHAR(40)',
    column: folded(trimmed(varchar(5))),
    values: [
      [{ bound: '  ÁBC ' }, 'ábc'],
      [{ bound: 'a\u0301' }, 'á'],
      [{ bound: 'abcdef' }, tooLong],
    ],
  },
]
