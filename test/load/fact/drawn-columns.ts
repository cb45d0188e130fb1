import {
  bigint,
  boolean,
  type Column,
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
import type { Printed, Told } from './printed-blocks.ts'

const half = Buffer.from([0xed, 0xa0, 0x80])
const cells = {
  number: ['0', '1', '-1', '10', '999999999', '2147483647', '-2147483647', '-2147483648', '1000000000', null],
  whole: [
    ...['0', '-0', '00', '7', '-7', '007', '+5', '2147483647', '2147483648', '-2147483648', '999999999999999999'],
    ...[
      '-999999999999999999',
      '9223372036854775807',
      '9223372036854775808',
      '',
      '-',
      '1.0',
      '1e3',
      ' 1',
      '1 ',
      '१',
      null,
    ],
  ],
  decimal: [
    ...[
      '1',
      '1.5',
      '1.50',
      '1.505',
      '-1.5',
      '0.5',
      '.5',
      '-0.5',
      '-0',
      '-0.00',
      '0.00',
      '00.5',
      '1.',
      '-',
      '.',
      '',
      '1e2',
    ],
    ...[
      '1234',
      '12345',
      '1234.5',
      '12345.5',
      '123456.789',
      '1,5',
      '1.5 ',
      '1..5',
      '1.-5',
      '+1.5',
      '/',
      ':',
      '0:5',
      null,
    ],
  ],
  date: [
    ...[
      '2024-02-29',
      '2023-02-29',
      '2000-02-29',
      '1900-02-29',
      '0000-00-00',
      '0000-01-01',
      '2024-00-10',
      '0001-01-01',
      '9999-12-31',
    ],
    ...[
      '2024-01-31',
      '2024-04-31',
      '2024-13-01',
      '2024-1-1',
      '2024-01-01 00:00:00',
      '2024-01-32',
      '2024/01/01',
      '2024-01-0a',
      'infinity',
      '',
      null,
    ],
  ],
  timestamp: [
    ...['2024-02-29 23:59:59', '2024-02-29 23:59:59.5', '2024-02-29 12:00:00.123456', '2024-02-29 12:00:00.1234567'],
    ...[
      '2024-02-30 12:00:00',
      '2024-02-29 24:00:00',
      '2024-02-29 12:60:00',
      '2024-02-29 12:00:60',
      '2024-02-29T12:00:00',
    ],
    ...[
      '2024-02-29 12:00:00+00',
      '2024-02-29 12:00:00.5+02',
      '2024-02-29',
      '2024-02-29 12:00:00.',
      '2024-02-29 12:00:00.1a',
    ],
    ...['0000-00-00 00:00:00', '2024-02-29 12:00', '2024-02-29 12-00-00', '2024-10-27 02:30:00', null],
  ],
  text: [
    ...[
      '',
      'a',
      'abc',
      'abcd',
      'abcde',
      'a\tb',
      'a\nb',
      'a\rb',
      'a\\b',
      '\\N',
      'ä',
      'ääää',
      '🦆',
      '🦆🦆🦆🦆',
      '\x7f',
      '\x01',
      'a\0b',
    ],
    ...[
      ' ab ',
      'AbC',
      '"',
      "'",
      '\u00a0',
      '\ufffd',
      half,
      'x'.repeat(300),
      'x'.repeat(1500),
      'é'.repeat(300),
      '1',
      '01',
      null,
    ],
  ],
  boolean: ['t', 'f', '1', '0', 'true', 'yes', '', null],
  double: ['1', '1.5', '1.50', '1e5', 'NaN', 'Infinity', '', null],
  json: ['{}', '{ "a": 1 }', '{', '"a\\\\b"', null],
  time: ['12:00:00', '12:00:00.5', '24:00:00', '-01:00:00', '', null],
} satisfies Readonly<Record<string, readonly Printed[]>>

/** A column of a source, what it becomes, and what a server may print of it. */
export interface Drawn {
  readonly source: Column
  readonly target: Column
  readonly told: Told
  readonly cells: readonly Printed[]
}

const of = (pool: keyof typeof cells, sources: readonly Column[], targets: readonly Column[], told: Told = 'text') =>
  sources.flatMap((source) =>
    targets.flatMap((target) =>
      [target, nullable(target as never)].map(
        (one): Drawn => ({ source, target: one as Column, told, cells: cells[pool] }),
      ),
    ),
  )
const decimals = [
  decimal(6, 2),
  decimal(4, 0),
  decimal(2, 2),
  decimal(5, 3),
  decimal(6, 2, { round: true }),
  decimal(40, 20),
]
const texts = [varchar(4), varchar(400), text(), folded(varchar(4)), trimmed(varchar(4))]
const times = [timestamp(), timestamp({ zeroDate: 'null' })]
export const drawnColumns: readonly Drawn[] = [
  ...of('number', [integer(), bigint()], [integer(), bigint(), decimal(6, 2), decimal(10, 0)], 'number'),
  ...of('whole', [integer(), bigint()], [integer(), bigint(), decimal(6, 2)]),
  ...of('decimal', decimals, decimals),
  ...of('date', [date(), date({ zeroDate: 'null' })], [date(), date({ zeroDate: 'null' })]),
  ...of('date', [date()], [timestamp()]),
  ...of('timestamp', times, times),
  ...of('timestamp', [timestamp()], [date()]),
  ...of('text', texts, texts),
  ...of('text', [text()], [integer(), decimal(6, 2), date()]),
  ...of('boolean', [boolean()], [boolean(), integer()]),
  ...of('double', [double()], [double()]),
  ...of('json', [json()], [json()]),
  ...of('time', [time()], [time()]),
]
