import { expect, test } from 'vitest'
import { fits } from '../../loader/model/index.ts'
import {
  bigint,
  binary,
  boolean,
  type Column,
  date,
  decimal,
  double,
  integer,
  json,
  type Kind,
  takes,
  text,
  time,
  timestamp,
  varchar,
} from '../../loader/schema/index.ts'

const declared: Readonly<Record<Kind, Column>> = {
  boolean: boolean(),
  integer: integer(),
  bigint: bigint(),
  decimal: decimal(9, 2),
  double: double(),
  varchar: varchar(9),
  text: text(),
  date: date(),
  time: time(),
  timestamp: timestamp(),
  json: json(),
  binary: binary(9),
}
const kinds = Object.keys(declared) as readonly Kind[]

// A line for each kind that a query may give: what a source may declare it as.
test.each<[Kind, readonly Kind[]]>([
  ['boolean', ['boolean', 'integer']],
  ['integer', ['boolean', 'integer', 'bigint', 'decimal', 'double']],
  ['bigint', ['boolean', 'integer', 'bigint', 'decimal', 'double']],
  ['decimal', ['integer', 'bigint', 'decimal', 'double']],
  ['double', ['double']],
  ['varchar', kinds],
  ['text', kinds],
  ['date', ['date', 'timestamp']],
  ['time', ['time']],
  ['timestamp', ['date', 'timestamp']],
  ['json', ['json']],
  ['binary', ['boolean', 'binary']],
])('%s can be declared as %j', (result, expected) => {
  expect(kinds.filter((kind) => fits(result, declared[kind]))).toEqual(expected)
})

test('what is no type of ours fits nothing, not even text', () => {
  expect(kinds.filter((kind) => fits(null, declared[kind]))).toEqual([])
})

// KIMBALL.md and FAULTS.md: nothing is rounded, cut or read as something else in silence.
test('between declared columns, nothing loses anything', () => {
  expect(takes).toEqual({
    boolean: ['boolean'],
    integer: ['integer'],
    bigint: ['integer', 'bigint'],
    decimal: ['integer', 'bigint', 'decimal'],
    double: ['integer', 'double'],
    varchar: ['varchar', 'text'],
    text: ['varchar', 'text'],
    date: ['date'],
    time: ['time'],
    timestamp: ['timestamp'],
    json: ['json'],
    binary: ['binary'],
  })
})
