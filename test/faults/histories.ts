import { integer, natural, nullable, timestamp, varchar } from '../../loader/schema/index.ts'
import type { Story } from '../load/dimension/story.ts'
import { drawDimension, drawSource } from '../load/world/shapes.ts'

const plain = { id: integer(), name: varchar(10), city: nullable(varchar(10)) }
const dated = { ...plain, since: nullable(timestamp()) }
const versions = 'id, name, city, valid_from, valid_to, is_current, version'

/** Faults of history (FAULTS B), each with its number. */
export const histories: readonly Story[] = [
  {
    name: '24: five changes of one key in a load, in whatever order they come, are five versions, contiguous',
    dimension: (table) => drawDimension(table, { effectiveFrom: 'since', source: drawSource(table, dated) }),
    columns: 'id, name, city, since',
    shown: versions,
    loads: [
      {
        at: '2020-06-01',
        source: [
          // The second says what the first does, until the change between them is met.
          ['1', 'A', null, '2020-01-01'],
          ['1', 'A', null, '2020-03-01'],
          ['1', 'E', null, '2020-03-01 00:00:00.000002'],
          ['1', 'D', null, '2020-03-01 00:00:00.000001'],
          ['1', 'B', null, '2020-02-01'],
        ],
        counts: 'read 5, new 1, version 4',
        after: [
          '1 | A | - | 2020-01-01 | 2020-02-01 | false | 1',
          '1 | B | - | 2020-02-01 | 2020-03-01 | false | 2',
          '1 | A | - | 2020-03-01 | 2020-03-01 00:00:00.000001 | false | 3',
          '1 | D | - | 2020-03-01 00:00:00.000001 | 2020-03-01 00:00:00.000002 | false | 4',
          '1 | E | - | 2020-03-01 00:00:00.000002 | open | true | 5',
        ],
      },
    ],
  },
  {
    name: '25: NULL to a value and back are versions, NULL to NULL is none, empty text is a value',
    dimension: (table) =>
      drawDimension(table, {
        attributes: { city: 'type2' },
        columns: { id: natural(integer()), city: nullable(varchar(10)) },
        source: drawSource(table, { id: integer(), city: nullable(varchar(10)) }),
      }),
    columns: 'id, city',
    shown: 'id, city, valid_from, valid_to',
    loads: [
      { at: '2020-01-01', source: [['1', null]], counts: 'read 1, new 1', after: ['1 | - | 2020-01-01 | open'] },
      { at: '2020-02-01', source: [['1', null]], counts: 'read 1, unchanged 1', after: ['1 | - | 2020-01-01 | open'] },
      {
        at: '2020-03-01',
        source: [['1', 'Troy']],
        counts: 'read 1, version 1',
        after: ['1 | - | 2020-01-01 | 2020-03-01', '1 | Troy | 2020-03-01 | open'],
      },
      {
        at: '2020-04-01',
        source: [['1', null]],
        counts: 'read 1, version 1',
        after: ['1 | - | 2020-01-01 | 2020-03-01', '1 | Troy | 2020-03-01 | 2020-04-01', '1 | - | 2020-04-01 | open'],
      },
      {
        at: '2020-05-01',
        source: [['1', '']],
        counts: 'read 1, version 1',
        after: [
          '1 | - | 2020-01-01 | 2020-03-01',
          '1 | Troy | 2020-03-01 | 2020-04-01',
          '1 | - | 2020-04-01 | 2020-05-01',
          '1 |  | 2020-05-01 | open',
        ],
      },
    ],
  },
  {
    name: '31: dated before the first version: a new first one, or where it says the same the first begins earlier',
    dimension: (table) => drawDimension(table, { effectiveFrom: 'since', source: drawSource(table, dated) }),
    columns: 'id, name, city, since',
    shown: versions,
    loads: [
      {
        at: '2020-06-01',
        source: [['1', 'B', 'Troy', '2020-03-01']],
        counts: 'read 1, new 1',
        after: ['1 | B | Troy | 2020-03-01 | open | true | 1'],
      },
      {
        at: '2020-07-01',
        source: [['1', 'A', 'Rome', '2020-01-01']],
        counts: 'read 1, version 1',
        // Its type-1 value is older than the one that is there.
        after: ['1 | A | Troy | 2020-01-01 | 2020-03-01 | false | 1', '1 | B | Troy | 2020-03-01 | open | true | 2'],
      },
      {
        at: '2020-08-01',
        source: [['1', 'A', 'Oslo', '2019-12-01']],
        counts: 'read 1, overwritten 1',
        after: ['1 | A | Troy | 2019-12-01 | 2020-03-01 | false | 1', '1 | B | Troy | 2020-03-01 | open | true | 2'],
      },
    ],
  },
  {
    name: '31: dated in the future, where the definition accepts that',
    dimension: (table) =>
      drawDimension(table, { effectiveFrom: 'since', future: 'accept', source: drawSource(table, dated) }),
    columns: 'id, name, city, since',
    shown: versions,
    loads: [
      {
        at: '2020-06-01',
        source: [
          ['1', 'A', null, '2020-01-01'],
          ['1', 'B', null, '2031-01-01'],
        ],
        counts: 'read 2, new 1, version 1',
        after: ['1 | A | - | 2020-01-01 | 2031-01-01 | false | 1', '1 | B | - | 2031-01-01 | open | true | 2'],
      },
    ],
  },
  {
    name: '32: changed while its date stayed the same: found, since content is compared',
    dimension: (table) => drawDimension(table, { effectiveFrom: 'since', source: drawSource(table, dated) }),
    columns: 'id, name, city, since',
    shown: versions,
    loads: [
      {
        at: '2020-06-01',
        source: [
          ['1', 'A', 'Troy', '2020-01-01'],
          ['2', 'X', 'Troy', '2020-01-01'],
        ],
        counts: 'read 2, new 2',
        after: ['1 | A | Troy | 2020-01-01 | open | true | 1', '2 | X | Troy | 2020-01-01 | open | true | 1'],
      },
      {
        at: '2020-07-01',
        source: [
          ['1', 'B', 'Troy', '2020-01-01'],
          ['2', 'X', 'Rome', '2020-01-01'],
        ],
        counts: 'read 2, overwritten 2',
        after: ['1 | B | Troy | 2020-01-01 | open | true | 1', '2 | X | Rome | 2020-01-01 | open | true | 1'],
      },
    ],
  },
  {
    name: '33: a source clock that lags and jumps back: versions in the order of its dates, none over another',
    dimension: (table) => drawDimension(table, { effectiveFrom: 'since', source: drawSource(table, dated) }),
    columns: 'id, name, city, since',
    shown: versions,
    loads: [
      {
        at: '2020-03-02',
        source: [['1', 'A', null, '2020-03-01']],
        counts: 'read 1, new 1',
        after: ['1 | A | - | 2020-03-01 | open | true | 1'],
      },
      {
        at: '2020-03-03',
        source: [['1', 'B', null, '2020-02-20']],
        counts: 'read 1, version 1',
        after: ['1 | A | - | 2020-03-01 | open | true | 2', '1 | B | - | 2020-02-20 | 2020-03-01 | false | 1'],
      },
      {
        at: '2020-03-04',
        source: [['1', 'C', null, '2020-02-25']],
        counts: 'read 1, version 1',
        after: [
          '1 | A | - | 2020-03-01 | open | true | 3',
          '1 | B | - | 2020-02-20 | 2020-02-25 | false | 1',
          '1 | C | - | 2020-02-25 | 2020-03-01 | false | 2',
        ],
      },
    ],
  },
  {
    name: '33: a run whose own clock is behind the last one: its version goes before, none over another',
    dimension: (table) => drawDimension(table),
    columns: 'id, name, city',
    shown: versions,
    loads: [
      {
        at: '2020-03-01',
        source: [['1', 'A', null]],
        counts: 'read 1, new 1',
        after: ['1 | A | - | 2020-03-01 | open | true | 1'],
      },
      {
        at: '2020-02-01',
        source: [['1', 'B', null]],
        counts: 'read 1, version 1',
        after: ['1 | A | - | 2020-03-01 | open | true | 2', '1 | B | - | 2020-02-01 | 2020-03-01 | false | 1'],
      },
    ],
  },
  {
    name: '34: a type-1 change of a member with three versions is in all three, and makes none',
    dimension: (table) => drawDimension(table),
    columns: 'id, name, city',
    shown: versions,
    loads: [
      ...(['A', 'B', 'C'] as const).map((name, at) => ({
        at: `2020-0${at + 1}-01`,
        source: [['1', name, 'Troy']],
        counts: at === 0 ? 'read 1, new 1' : 'read 1, version 1',
        after: [
          '1 | A | Troy | 2020-01-01 | 2020-02-01 | false | 1',
          '1 | B | Troy | 2020-02-01 | 2020-03-01 | false | 2',
        ]
          .slice(0, at)
          .concat(`1 | ${name} | Troy | 2020-0${at + 1}-01 | open | true | ${at + 1}`),
      })),
      {
        at: '2020-04-01',
        source: [['1', 'C', 'Rome']],
        counts: 'read 1, overwritten 1',
        after: [
          '1 | A | Rome | 2020-01-01 | 2020-02-01 | false | 1',
          '1 | B | Rome | 2020-02-01 | 2020-03-01 | false | 2',
          '1 | C | Rome | 2020-03-01 | open | true | 3',
        ],
      },
    ],
  },
]
