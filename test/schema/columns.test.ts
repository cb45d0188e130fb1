import { describe, expect, test } from 'vitest'
import {
  audit,
  bigint,
  binary,
  boolean,
  type Column,
  date,
  decimal,
  degenerate,
  double,
  folded,
  history,
  inferred,
  integer,
  json,
  key,
  masked,
  measure,
  natural,
  nullable,
  renamed,
  text,
  time,
  timestamp,
  trimmed,
  varchar,
} from '../../loader/schema/index.ts'

const plain = { nullable: false, purpose: 'attribute' }

describe('a column is a frozen plain object', () => {
  test.each<[string, Column, object]>([
    ['boolean()', boolean(), { kind: 'boolean', ...plain }],
    ['integer()', integer(), { kind: 'integer', ...plain }],
    ['bigint()', bigint(), { kind: 'bigint', ...plain }],
    ['decimal(12, 2)', decimal(12, 2), { kind: 'decimal', precision: 12, scale: 2, ...plain }],
    ['decimal(5)', decimal(5), { kind: 'decimal', precision: 5, scale: 0, ...plain }],
    [
      'decimal, rounded',
      decimal(9, 3, { round: true }),
      { kind: 'decimal', precision: 9, scale: 3, round: true, ...plain },
    ],
    ['double()', double(), { kind: 'double', ...plain }],
    ['varchar(75)', varchar(75), { kind: 'varchar', length: 75, ...plain }],
    ['text()', text(), { kind: 'text', ...plain }],
    ['date()', date(), { kind: 'date', ...plain }],
    ['date, zero is NULL', date({ zeroDate: 'null' }), { kind: 'date', zeroDate: 'null', ...plain, nullable: true }],
    ['time()', time(), { kind: 'time', ...plain }],
    ['timestamp()', timestamp(), { kind: 'timestamp', ...plain }],
    [
      'timestamp, zero',
      timestamp({ zeroDate: 'null' }),
      { kind: 'timestamp', zeroDate: 'null', ...plain, nullable: true },
    ],
    ['json()', json(), { kind: 'json', ...plain }],
    ['binary(16)', binary(16), { kind: 'binary', length: 16, ...plain }],
    ['key()', key(), { kind: 'integer', nullable: false, purpose: 'key' }],
    ['natural', natural(varchar(9)), { kind: 'varchar', length: 9, nullable: false, purpose: 'natural' }],
    [
      'measure',
      measure(nullable(decimal(4, 1))),
      { kind: 'decimal', precision: 4, scale: 1, nullable: true, purpose: 'measure' },
    ],
    ['nullable measure', nullable(measure(integer())), { kind: 'integer', nullable: true, purpose: 'measure' }],
    ['degenerate', degenerate(bigint()), { kind: 'bigint', nullable: false, purpose: 'degenerate' }],
    [
      'folded, trimmed, masked',
      natural(masked(folded(trimmed(varchar(5))))),
      { kind: 'varchar', length: 5, nullable: false, purpose: 'natural', folded: true, trimmed: true, masked: true },
    ],
    [
      'renamed',
      renamed(measure(nullable(integer())), 'former'),
      { kind: 'integer', nullable: true, purpose: 'measure', renamedFrom: 'former' },
    ],
  ])('%s', (_, column, shape) => {
    expect(column).toStrictEqual(shape)
    expect(Object.isFrozen(column)).toBe(true)
  })
})

describe('the columns that the loader fills', () => {
  const filled = (kind: string, purpose: string) => ({ kind, nullable: false, purpose })

  test.each([
    ['history()', history(), 'timestamp'],
    ["history('day')", history('day'), 'date'],
  ])('%s', (_, columns, kind) => {
    expect(columns).toStrictEqual({
      valid_from: filled(kind, 'history'),
      valid_to: filled(kind, 'history'),
      is_current: filled('boolean', 'history'),
      version: filled('integer', 'history'),
    })
  })

  test('audit() and inferred()', () => {
    expect(audit()).toStrictEqual({ inserted_run: filled('integer', 'audit'), updated_run: filled('integer', 'audit') })
    expect(inferred()).toStrictEqual({ is_inferred: filled('boolean', 'inferred') })
  })
})

describe('what cannot be is refused in a sentence', () => {
  // As plain JavaScript may call them; the compiler refuses most of these itself.
  const untyped = { measure, degenerate, natural } as unknown as Readonly<Record<string, (column: Column) => Column>>

  test.each([
    [() => varchar(0), 'varchar(): the length is 0, and must be a whole number from 1 to 65535.'],
    [() => varchar(7.5), 'varchar(): the length is 7.5, and must be a whole number from 1 to 65535.'],
    [() => varchar(Number.NaN), 'varchar(): the length is NaN, and must be a whole number from 1 to 65535.'],
    [() => binary(-1), 'binary(): the length is -1, and must be a whole number from 1 to 65535.'],
    [() => decimal(0), 'decimal(): the precision is 0, and must be a whole number from 1 to 65.'],
    [() => decimal(66, 2), 'decimal(): the precision is 66, and must be a whole number from 1 to 65.'],
    [() => decimal(5, 6), 'decimal(): the scale is 6, and must be a whole number from 0 to 5.'],
    [
      () => untyped['measure']?.(measure(integer())),
      'measure() takes a column without a purpose, such as integer(); this one is for measure already.',
    ],
    [
      () => untyped['degenerate']?.(key()),
      'degenerate() takes a column without a purpose, such as integer(); this one is for key already.',
    ],
    [
      () => untyped['natural']?.(nullable(integer())),
      'natural() takes no nullable column: a row without its natural key is rejected.',
    ],
  ])('%s', (make, sentence) => {
    expect(make).toThrow(expect.objectContaining({ name: 'DefinitionError', message: sentence }))
  })
})
