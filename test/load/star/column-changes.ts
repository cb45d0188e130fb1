import {
  bigint,
  type Columns,
  date,
  decimal,
  double,
  inferred,
  integer,
  natural,
  nullable,
  renamed,
  text,
  varchar,
} from '../../../loader/schema/index.ts'

/** A member's table with one column `v` of some type and a row whose `v` is this; what the definition says afterwards; what comes of it. */
export interface Change {
  readonly from: Columns
  readonly value: string | null
  readonly to: Columns
  /** `kind sentence`, or `x obstacle`, without the engine's names of types. */
  readonly steps: readonly RegExp[]
  /** The columns afterwards and the member's row, canonical. */
  readonly after?: readonly [columns: string, row: string]
  /** Where the engine's types keep no lengths: the words of reserved members change, and what does not fit is told. */
  readonly onDuckdb?: readonly RegExp[]
}

export const id = { id: natural(integer()) }
export const changes: Readonly<Record<string, Change>> = {
  'a column more': {
    from: id,
    value: null,
    to: { ...id, w: nullable(varchar(9)) },
    steps: [/^add adds w \S.*, NULL in the rows that are there/, /^reserved .*-1: w to 'Unknown'/, /-2/, /-3/],
    after: ['id w', '1 | -'],
  },
  'a column more that must not be NULL': {
    from: id,
    value: null,
    to: { ...id, w: integer() },
    steps: [/^x w is NOT NULL, and the rows that are there have no value for it: declare it nullable/],
  },
  'inferred() later: false is true of what is there': {
    from: id,
    value: null,
    to: { ...id, ...inferred() },
    steps: [/^add adds is_inferred .*, false in the rows/],
    after: ['id is_inferred', '1 | false'],
  },
  'a part of the natural key more': {
    from: id,
    value: null,
    to: { ...id, w: natural(integer()) },
    steps: [/^x it has no w, a part of its natural key/],
  },
  'integer to bigint': {
    from: { ...id, v: integer() },
    value: '7',
    to: { ...id, v: bigint() },
    steps: [/^widen/],
    after: ['id v', '1 | 7'],
  },
  'bigint to integer': {
    from: { ...id, v: bigint() },
    value: '7',
    to: { ...id, v: integer() },
    steps: [/^narrow/],
    after: ['id v', '1 | 7'],
  },
  'bigint to integer, too large': {
    from: { ...id, v: bigint() },
    value: '2147483648',
    to: { ...id, v: integer() },
    steps: [
      /^narrow/,
      /^x narrows v .*: the values of 1 row do not fit .*, for example .*2147483648.*; correct them first/,
    ],
  },
  'integer to decimal': {
    from: { ...id, v: integer() },
    value: '7',
    to: { ...id, v: decimal(12, 2) },
    steps: [/^widen/],
    after: ['id v', '1 | 7.00'],
  },
  'integer to a decimal of nine digits': {
    from: { ...id, v: integer() },
    value: '2147483647',
    to: { ...id, v: decimal(9) },
    steps: [/^narrow/, /^x narrows v/],
  },
  'decimal, more digits': {
    from: { ...id, v: decimal(4, 2) },
    value: '12.34',
    to: { ...id, v: decimal(9, 4) },
    steps: [/^widen/],
    after: ['id v', '1 | 12.3400'],
  },
  'decimal, fewer after the point': {
    from: { ...id, v: decimal(6, 2) },
    value: '12.30',
    to: { ...id, v: decimal(6, 1) },
    steps: [/^narrow/],
    after: ['id v', '1 | 12.3'],
  },
  'decimal, a digit would be lost': {
    from: { ...id, v: decimal(6, 2) },
    value: '12.34',
    to: { ...id, v: decimal(6, 1) },
    steps: [/^narrow/, /^x narrows/],
  },
  'decimal, fewer before the point': {
    from: { ...id, v: decimal(6, 2) },
    value: '-1000.00',
    to: { ...id, v: decimal(6, 3) },
    steps: [/^narrow/, /^x narrows/],
  },
  'integer to double': {
    from: { ...id, v: integer() },
    value: '7',
    to: { ...id, v: double() },
    steps: [/^widen/],
    after: ['id v', '1 | 7'],
  },
  'longer text': {
    from: { ...id, v: varchar(5) },
    value: 'äbc ',
    to: { ...id, v: varchar(50) },
    steps: [/^widen/, /^reserved .*-1: v to 'Unknown'/, /^reserved .*-2/],
    after: ['id v', '1 | äbc '],
    onDuckdb: [/^reserved/, /^reserved/],
  },
  'shorter text': {
    from: { ...id, v: text() },
    value: 'äbc ',
    to: { ...id, v: varchar(7) },
    steps: [/^reserved .*-2: v to 'Not app'/, /^narrow/],
    after: ['id v', '1 | äbc '],
    onDuckdb: [/^reserved/],
  },
  'shorter text, too short': {
    from: { ...id, v: varchar(9) },
    value: 'äbc ',
    to: { ...id, v: varchar(3) },
    steps: [/^reserved/, /^reserved/, /^reserved/, /^narrow/, /^x narrows v .*the values of 1 row do not fit/],
    onDuckdb: [
      /^reserved/,
      /^reserved/,
      /^reserved/,
      /^x shortens v to 3 characters: the values of 1 row are longer, for example .*bc/,
    ],
  },
  'text to a date': {
    from: { ...id, v: varchar(10) },
    value: '2024-01-01',
    to: { ...id, v: date() },
    steps: [/^x v is .*, and no value of that becomes /],
  },
  'NULL allowed': {
    from: { ...id, v: integer() },
    value: '7',
    to: { ...id, v: nullable(integer()) },
    steps: [/^widen widens v to nullable/, /^reserved/, /^reserved/, /^reserved/],
    after: ['id v', '1 | 7'],
  },
  'NULL forbidden where there is none': {
    from: { ...id, v: nullable(varchar(7)) },
    value: 'a',
    to: { ...id, v: varchar(7) },
    steps: [/^narrow narrows v to NOT NULL/],
    after: ['id v', '1 | a'],
  },
  'NULL forbidden where there is one': {
    from: { ...id, v: nullable(varchar(7)) },
    value: null,
    to: { ...id, v: varchar(7) },
    steps: [/^narrow/, /^x narrows v to NOT NULL: the values of 1 row are NULL; correct/],
  },
  'another name and type at once': {
    from: { ...id, v: integer() },
    value: '7',
    to: { ...id, w: renamed(bigint(), 'v') },
    steps: [/^rename renames v to w/, /^widen widens w/],
    after: ['id w', '1 | 7'],
  },
  'another name of the natural key': {
    from: id,
    value: null,
    to: { code: renamed(natural(integer()), 'id') },
    steps: [/^rename/],
    after: ['code', '1'],
  },
  'the name is the same, and so is the one before': {
    from: { ...id, v: integer(), w: nullable(integer()) },
    value: '7',
    to: { ...id, w: renamed(nullable(integer()), 'v') },
    steps: [/^drop drops v/],
    after: ['id w', '1 | -'],
  },
  'a column less': {
    from: { ...id, v: integer() },
    value: '7',
    to: id,
    steps: [/^drop drops v, with its values/],
    after: ['id', '1'],
  },
}
