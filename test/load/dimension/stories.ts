import { date, folded, integer, natural, nullable, timestamp, trimmed, varchar } from '../../../loader/schema/index.ts'
import { drawDimension, drawSource } from '../world/shapes.ts'
import type { Story } from './story.ts'

const plain = { id: integer(), name: varchar(10), city: nullable(varchar(10)) }
const dated = { ...plain, since: nullable(timestamp()) }
const versions = 'id, name, city, valid_from, valid_to, is_current, version'

export const stories: readonly Story[] = [
  {
    name: 'new members; a type-2 change ends a version and begins one; A→B→A makes three',
    dimension: (table) => drawDimension(table),
    columns: 'id, name, city',
    shown: versions,
    loads: [
      {
        at: '2020-01-01',
        source: [
          ['1', 'A', 'Troy'],
          ['2', 'X', null],
        ],
        counts: 'read 2, new 2',
        after: ['1 | A | Troy | 2020-01-01 | open | true | 1', '2 | X | - | 2020-01-01 | open | true | 1'],
      },
      {
        at: '2020-02-01',
        source: [
          ['1', 'B', 'Troy'],
          ['2', 'X', null],
        ],
        counts: 'read 2, version 1, unchanged 1',
        after: [
          '1 | A | Troy | 2020-01-01 | 2020-02-01 | false | 1',
          '1 | B | Troy | 2020-02-01 | open | true | 2',
          '2 | X | - | 2020-01-01 | open | true | 1',
        ],
      },
      {
        at: '2020-03-01',
        source: [['1', 'A', 'Troy']],
        counts: 'read 1, version 1',
        after: [
          '1 | A | Troy | 2020-01-01 | 2020-02-01 | false | 1',
          '1 | A | Troy | 2020-03-01 | open | true | 3',
          '1 | B | Troy | 2020-02-01 | 2020-03-01 | false | 2',
          '2 | X | - | 2020-01-01 | open | true | 1',
        ],
      },
    ],
  },
  {
    name: 'type 1 overwrites every version, with NULL too, and beside a type-2 change',
    dimension: (table) => drawDimension(table),
    columns: 'id, name, city',
    shown: versions,
    loads: [
      {
        at: '2020-01-01',
        source: [['1', 'A', null]],
        counts: 'read 1, new 1',
        after: ['1 | A | - | 2020-01-01 | open | true | 1'],
      },
      {
        at: '2020-02-01',
        source: [['1', 'B', 'Troy']],
        counts: 'read 1, version 1',
        after: ['1 | A | Troy | 2020-01-01 | 2020-02-01 | false | 1', '1 | B | Troy | 2020-02-01 | open | true | 2'],
      },
      {
        at: '2020-03-01',
        source: [['1', 'B', null]],
        counts: 'read 1, overwritten 1',
        after: ['1 | A | - | 2020-01-01 | 2020-02-01 | false | 1', '1 | B | - | 2020-02-01 | open | true | 2'],
      },
    ],
  },
  {
    name: 'type 1 of the latest version alone; type 0 keeps the first value',
    dimension: (table) =>
      drawDimension(table, {
        attributes: { name: 'type2', city: 'latest', born: 'type0' },
        columns: { id: natural(integer()), name: varchar(10), city: nullable(varchar(10)), born: date() },
        source: drawSource(table, { ...plain, born: date() }),
      }),
    columns: 'id, name, city, born',
    shown: 'id, name, city, born, valid_from',
    loads: [
      {
        at: '2020-01-01',
        source: [['1', 'A', 'Troy', '1990-01-01']],
        counts: 'read 1, new 1',
        after: ['1 | A | Troy | 1990-01-01 | 2020-01-01'],
      },
      {
        at: '2020-02-01',
        source: [['1', 'B', 'Rome', '1990-01-01']],
        counts: 'read 1, version 1',
        after: ['1 | A | Troy | 1990-01-01 | 2020-01-01', '1 | B | Rome | 1990-01-01 | 2020-02-01'],
      },
      {
        at: '2020-03-01',
        source: [['1', 'B', 'Oslo', '1991-01-01']],
        counts: 'read 1, overwritten 1',
        after: ['1 | A | Troy | 1990-01-01 | 2020-01-01', '1 | B | Oslo | 1990-01-01 | 2020-02-01'],
      },
      {
        at: '2020-04-01',
        source: [['1', 'B', 'Oslo', '1992-01-01']],
        counts: 'read 1, unchanged 1',
        after: ['1 | A | Troy | 1990-01-01 | 2020-01-01', '1 | B | Oslo | 1990-01-01 | 2020-02-01'],
      },
    ],
  },
  {
    name: 'dated rows: several changes in a load; a late one is spliced in; versions begin earlier, one where another began',
    dimension: (table) => drawDimension(table, { effectiveFrom: 'since', source: drawSource(table, dated) }),
    columns: 'id, name, city, since',
    shown: versions,
    loads: [
      {
        at: '2020-06-01',
        source: [
          ['1', 'B', null, '2020-02-01 12:00:00.000001'],
          ['1', 'A', null, '2020-01-01'],
          ['1', 'C', null, '2020-04-01'],
        ],
        counts: 'read 3, new 1, version 2',
        after: [
          '1 | A | - | 2020-01-01 | 2020-02-01 12:00:00.000001 | false | 1',
          '1 | B | - | 2020-02-01 12:00:00.000001 | 2020-04-01 | false | 2',
          '1 | C | - | 2020-04-01 | open | true | 3',
        ],
      },
      {
        at: '2020-07-01',
        source: [['1', 'D', null, '2020-03-01']],
        counts: 'read 1, version 1',
        after: [
          '1 | A | - | 2020-01-01 | 2020-02-01 12:00:00.000001 | false | 1',
          '1 | B | - | 2020-02-01 12:00:00.000001 | 2020-03-01 | false | 2',
          '1 | C | - | 2020-04-01 | open | true | 4',
          '1 | D | - | 2020-03-01 | 2020-04-01 | false | 3',
        ],
      },
      {
        // A moves to 2019-12, B to where A began, D to where B began: each start is free only once its holder has moved.
        at: '2020-08-01',
        source: [
          ['1', 'A', null, '2019-12-01'],
          ['1', 'B', null, '2020-01-01'],
          ['1', 'D', null, '2020-02-01 12:00:00.000001'],
        ],
        counts: 'read 3, overwritten 3',
        after: [
          '1 | A | - | 2019-12-01 | 2020-01-01 | false | 1',
          '1 | B | - | 2020-01-01 | 2020-02-01 12:00:00.000001 | false | 2',
          '1 | C | - | 2020-04-01 | open | true | 4',
          '1 | D | - | 2020-02-01 12:00:00.000001 | 2020-04-01 | false | 3',
        ],
      },
    ],
  },
  {
    name: 'a version that begins where a later-loaded one began until now',
    dimension: (table) => drawDimension(table, { effectiveFrom: 'since', source: drawSource(table, dated) }),
    columns: 'id, name, city, since',
    shown: versions,
    loads: [
      {
        at: '2020-06-01',
        source: [['1', 'X', null, '2020-02-01']],
        counts: 'read 1, new 1',
        after: ['1 | X | - | 2020-02-01 | open | true | 1'],
      },
      {
        at: '2020-07-01',
        source: [['1', 'W', null, '2020-01-01']],
        counts: 'read 1, version 1',
        after: ['1 | W | - | 2020-01-01 | 2020-02-01 | false | 1', '1 | X | - | 2020-02-01 | open | true | 2'],
      },
      {
        // X has the smaller key and is updated first: W must have moved by then.
        at: '2020-08-01',
        source: [
          ['1', 'W', null, '2019-12-01'],
          ['1', 'X', null, '2020-01-01'],
        ],
        counts: 'read 2, overwritten 2',
        after: ['1 | W | - | 2019-12-01 | 2020-01-01 | false | 1', '1 | X | - | 2020-01-01 | open | true | 2'],
      },
    ],
  },
  {
    name: 'effectiveTo leaves a gap; 9999 and NULL are the open end; the same content after it is a new version',
    dimension: (table) =>
      drawDimension(table, {
        effectiveFrom: 'since',
        effectiveTo: { column: 'until', inclusive: 'day' },
        source: drawSource(table, { ...dated, until: nullable(date()) }),
      }),
    columns: 'id, name, city, since, until',
    shown: versions,
    loads: [
      {
        at: '2020-06-01',
        source: [
          ['1', 'A', null, '2020-01-01', '2020-01-31'],
          ['1', 'B', null, '2020-03-01', null],
          ['2', 'X', null, '2020-01-01', '9999-12-31'],
        ],
        counts: 'read 3, new 2, version 1',
        after: [
          '1 | A | - | 2020-01-01 | 2020-02-01 | false | 1',
          '1 | B | - | 2020-03-01 | open | true | 2',
          '2 | X | - | 2020-01-01 | open | true | 1',
        ],
      },
      {
        at: '2020-07-01',
        source: [
          ['1', 'B', null, '2020-03-01', '2020-03-31'],
          ['2', 'X', null, '2020-01-01', '2020-04-30'],
        ],
        counts: 'read 2, overwritten 2',
        after: [
          '1 | A | - | 2020-01-01 | 2020-02-01 | false | 1',
          '1 | B | - | 2020-03-01 | 2020-04-01 | false | 2',
          '2 | X | - | 2020-01-01 | 2020-05-01 | false | 1',
        ],
      },
      {
        at: '2020-08-01',
        source: [['1', 'B', null, '2020-05-01', null]],
        counts: 'read 1, version 1',
        after: [
          '1 | A | - | 2020-01-01 | 2020-02-01 | false | 1',
          '1 | B | - | 2020-03-01 | 2020-04-01 | false | 2',
          '1 | B | - | 2020-05-01 | open | true | 3',
          '2 | X | - | 2020-01-01 | 2020-05-01 | false | 1',
        ],
      },
    ],
  },
  {
    name: 'history by the day: the last of a day counts',
    dimension: (table) =>
      drawDimension(table, { keep: 'day', effectiveFrom: 'since', source: drawSource(table, dated) }),
    columns: 'id, name, city, since',
    shown: versions,
    loads: [
      {
        at: '2020-06-01',
        source: [
          ['1', 'A', null, '2020-01-01 08:00:00'],
          ['1', 'B', null, '2020-01-01 09:00:00'],
          ['1', 'C', null, '2020-02-01 23:59:59.999999'],
        ],
        counts: 'read 3, new 1, version 1, superseded 1',
        after: ['1 | B | - | 2020-01-01 | 2020-02-01 | false | 1', '1 | C | - | 2020-02-01 | open | true | 2'],
      },
    ],
  },
  {
    name: 'duplicates count once, contradictions go to quarantine whole, order tells which is the last',
    dimension: (table) =>
      drawDimension(table, { order: ['place'], source: drawSource(table, { ...plain, place: nullable(integer()) }) }),
    columns: 'id, name, city, place',
    shown: 'id, name, city',
    loads: [
      {
        at: '2020-01-01',
        source: [
          ['1', 'A', null, '1'],
          ['1', 'A', null, '1'],
          ['2', 'A', null, '9'],
          ['2', 'B', null, '10'],
          ['2', 'C', null, null],
          ['3', 'A', null, '1'],
          ['3', 'B', null, '1'],
          ['3', 'C', null, '2'],
        ],
        counts: 'read 8, new 2, duplicate 1, superseded 2, rejected 3',
        after: ['1 | A | -', '2 | B | -'],
        rejects: [
          'duplicate | id=3 | {"id":"3","name":"A","city":null,"place":"1"}',
          'duplicate | id=3 | {"id":"3","name":"B","city":null,"place":"1"}',
          'duplicate | id=3 | {"id":"3","name":"C","city":null,"place":"2"}',
        ],
      },
    ],
  },
  {
    name: 'what cannot be loaded goes to etl_reject with its reason, the rest is loaded',
    dimension: (table) => drawDimension(table, { effectiveFrom: 'since', source: drawSource(table, dated) }),
    columns: 'id, name, city, since',
    shown: 'id, name',
    loads: [
      {
        at: '2020-01-01',
        source: [
          [null, 'A', null, '2019-01-01'],
          ['x', 'A', null, '2019-01-01'],
          ['3', null, null, '2019-01-01'],
          ['4', 'much too long', null, '2019-01-01'],
          ['5', 'A', null, null],
          ['6', 'A', null, '2020-01-02 00:00:00.000001'],
          ['7', 'A', null, '2020-01-02'],
          ['2147483648', 'A', null, '2019-01-01'],
        ],
        counts: 'read 8, new 1, rejected 7',
        after: ['7 | A'],
        rejects: [
          'null-key | - | {"id":null,"name":"A","city":null,"since":"2019-01-01"}',
          'type | - | {"id":"x","name":"A","city":null,"since":"2019-01-01"}',
          'type | id=3 | {"id":"3","name":null,"city":null,"since":"2019-01-01"}',
          'type | id=4 | {"id":"4","name":"much too long","city":null,"since":"2019-01-01"}',
          'type | - | {"id":"2147483648","name":"A","city":null,"since":"2019-01-01"}',
          'null-date | id=5 | {"id":"5","name":"A","city":null,"since":null}',
          'future | id=6 | {"id":"6","name":"A","city":null,"since":"2020-01-02 00:00:00.000001"}',
        ],
      },
    ],
  },
  {
    name: 'keys of several columns are compared column by column; a NULL part is no key',
    dimension: (table) =>
      drawDimension(table, {
        attributes: { city: 'type1' },
        keep: 'nothing',
        columns: { id: natural(varchar(10)), name: natural(varchar(10)), city: nullable(varchar(10)) },
        source: drawSource(table, { id: varchar(10), name: varchar(10), city: nullable(varchar(10)) }),
      }),
    columns: 'id, name, city',
    shown: 'id, name, city',
    loads: [
      {
        at: '2020-01-01',
        source: [
          ['a', 'bc', '1'],
          ['ab', 'c', '2'],
          ['1', '23', '3'],
          ['12', '3', '4'],
          ['', 'x', '5'],
          ['x', '', '6'],
          ['a', null, '7'],
        ],
        counts: 'read 7, new 6, rejected 1',
        after: ['a | bc | 1', 'ab | c | 2', '1 | 23 | 3', '12 | 3 | 4', ' | x | 5', 'x |  | 6'],
        rejects: ['null-key | - | {"id":"a","name":null,"city":"7"}'],
      },
    ],
  },
  {
    name: 'equality is of bytes: case, accents, spaces and Unicode forms make members apart',
    dimension: (table) =>
      drawDimension(table, {
        attributes: { name: 'type2' },
        columns: { id: natural(varchar(10)), name: varchar(10) },
        source: drawSource(table, { id: varchar(10), name: varchar(10) }),
      }),
    columns: 'id, name',
    shown: 'id, name, version',
    loads: [
      {
        at: '2020-01-01',
        source: ['a', 'a ', 'A', 'á', 'a\u0301', "'; --", '\\', '\t', '\n', '😀'].map((id) => [id, id]),
        counts: 'read 10, new 10',
        after: ['a', 'a ', 'A', 'á', 'a\u0301', "'; --", '\\', '\t', '\n', '😀'].map((id) => `${id} | ${id} | 1`),
      },
      {
        at: '2020-02-01',
        source: [
          ['a', 'a '],
          ['A', 'Á'],
        ],
        counts: 'read 2, version 2',
        after: [
          ...['a', 'a ', 'A', 'á', 'a\u0301', "'; --", '\\', '\t', '\n', '😀'].map((id) => `${id} | ${id} | 1`),
          'a | a  | 2',
          'A | Á | 2',
        ],
      },
    ],
  },
  {
    name: 'folded and trimmed columns are compared and stored that way',
    dimension: (table) =>
      drawDimension(table, {
        attributes: { name: 'type2' },
        columns: { id: natural(folded(varchar(10))), name: trimmed(varchar(10)) },
        source: drawSource(table, { id: varchar(10), name: varchar(20) }),
      }),
    columns: 'id, name',
    shown: 'id, name, version',
    loads: [
      {
        at: '2020-01-01',
        source: [
          ['Á', '  x'],
          ['a\u0301', 'x  '],
        ],
        counts: 'read 2, new 1, duplicate 1',
        after: ['á | x | 1'],
      },
      { at: '2020-02-01', source: [['á', '   x    ']], counts: 'read 1, unchanged 1', after: ['á | x | 1'] },
    ],
  },
  {
    name: 'without history every attribute is of type 0 or 1; a source id of -1 is a member like any other',
    dimension: (table) => drawDimension(table, { keep: 'nothing', attributes: { name: 'type1', city: 'type0' } }),
    columns: 'id, name, city',
    shown: 'id, name, city',
    loads: [
      {
        at: '2020-01-01',
        source: [
          ['-1', 'A', 'Troy'],
          ['0', 'B', null],
        ],
        counts: 'read 2, new 2',
        after: ['-1 | A | Troy', '0 | B | -'],
      },
      {
        at: '2020-02-01',
        source: [
          ['-1', 'A', 'Rome'],
          ['0', 'C', null],
        ],
        counts: 'read 2, overwritten 1, unchanged 1',
        after: ['-1 | A | Troy', '0 | C | -'],
      },
    ],
  },
]
