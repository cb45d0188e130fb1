import type { DimensionShape } from '../../../loader/model/index.ts'
import { date, folded, integer, natural, nullable, timestamp, trimmed, varchar } from '../../../loader/schema/index.ts'
import { drawDimension, drawSource } from '../world/shapes.ts'

/** A rule of KIMBALL.md seen from outside: what stands in the source, what in the dimension after each load, what was counted. */
export interface Story {
  readonly name: string
  readonly unit: DimensionShape
  readonly drawn: string
}

const plain = { id: integer(), name: varchar(10), city: nullable(varchar(10)) }
const dated = { ...plain, since: nullable(timestamp()) }

export const stories: readonly Story[] = [
  {
    name: 'new members; a type-2 change ends a version and begins one; A→B→A makes three',
    unit: drawDimension('plain'),
    drawn: `
      source plain
      | id | name | city |
      | 1  | A    | Troy |
      | 2  | X    | NULL |
      load at 2020-01-01
      counts plain: read 2, new 2
      after plain
      | id | name | city | valid_from | valid_to | is_current | version |
      | 1  | A    | Troy | 2020-01-01 | open     | true       | 1       |
      | 2  | X    | NULL | 2020-01-01 | open     | true       | 1       |

      source plain
      | id | name | city |
      | 1  | B    | Troy |
      | 2  | X    | NULL |
      load at 2020-02-01
      counts plain: read 2, version 1, unchanged 1
      after plain
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | Troy | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | B    | Troy | 2020-02-01 | open       | true       | 2       |
      | 2  | X    | NULL | 2020-01-01 | open       | true       | 1       |

      source plain
      | id | name | city |
      | 1  | A    | Troy |
      load at 2020-03-01
      counts plain: read 1, version 1
      after plain
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | Troy | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | A    | Troy | 2020-03-01 | open       | true       | 3       |
      | 1  | B    | Troy | 2020-02-01 | 2020-03-01 | false      | 2       |
      | 2  | X    | NULL | 2020-01-01 | open       | true       | 1       |
    `,
  },
  {
    name: 'type 1 overwrites every version, with NULL too, and beside a type-2 change',
    unit: drawDimension('types'),
    drawn: `
      source types
      | id | name | city |
      | 1  | A    | NULL |
      load at 2020-01-01
      counts types: read 1, new 1
      after types
      | id | name | city | valid_from | valid_to | is_current | version |
      | 1  | A    | NULL | 2020-01-01 | open     | true       | 1       |

      source types
      | id | name | city |
      | 1  | B    | Troy |
      load at 2020-02-01
      counts types: read 1, version 1
      after types
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | Troy | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | B    | Troy | 2020-02-01 | open       | true       | 2       |

      source types
      | id | name | city |
      | 1  | B    | NULL |
      load at 2020-03-01
      counts types: read 1, overwritten 1
      after types
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | NULL | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | B    | NULL | 2020-02-01 | open       | true       | 2       |
    `,
  },
  {
    name: 'type 1 of the latest version alone; type 0 keeps the first value',
    unit: drawDimension('firsts', {
      attributes: { name: 'type2', city: 'latest', born: 'type0' },
      columns: { id: natural(integer()), name: varchar(10), city: nullable(varchar(10)), born: date() },
      source: drawSource('firsts', { ...plain, born: date() }),
    }),
    drawn: `
      source firsts
      | id | name | city | born       |
      | 1  | A    | Troy | 1990-01-01 |
      load at 2020-01-01
      counts firsts: read 1, new 1
      after firsts
      | id | name | city | born       | valid_from |
      | 1  | A    | Troy | 1990-01-01 | 2020-01-01 |

      source firsts
      | id | name | city | born       |
      | 1  | B    | Rome | 1990-01-01 |
      load at 2020-02-01
      counts firsts: read 1, version 1
      after firsts
      | id | name | city | born       | valid_from |
      | 1  | A    | Troy | 1990-01-01 | 2020-01-01 |
      | 1  | B    | Rome | 1990-01-01 | 2020-02-01 |

      source firsts
      | id | name | city | born       |
      | 1  | B    | Oslo | 1991-01-01 |
      load at 2020-03-01
      counts firsts: read 1, overwritten 1
      after firsts
      | id | name | city | born       | valid_from |
      | 1  | A    | Troy | 1990-01-01 | 2020-01-01 |
      | 1  | B    | Oslo | 1990-01-01 | 2020-02-01 |

      source firsts
      | id | name | city | born       |
      | 1  | B    | Oslo | 1992-01-01 |
      load at 2020-04-01
      counts firsts: read 1, unchanged 1
      after firsts
      | id | name | city | born       | valid_from |
      | 1  | A    | Troy | 1990-01-01 | 2020-01-01 |
      | 1  | B    | Oslo | 1990-01-01 | 2020-02-01 |
    `,
  },
  {
    name: 'dated rows: several changes in a load; a late one is spliced in; versions begin earlier, one where another began',
    unit: drawDimension('spliced', { effectiveFrom: 'since', source: drawSource('spliced', dated) }),
    drawn: `
      source spliced
      | id | name | city | since                      |
      | 1  | B    | NULL | 2020-02-01 12:00:00.000001 |
      | 1  | A    | NULL | 2020-01-01                 |
      | 1  | C    | NULL | 2020-04-01                 |
      load at 2020-06-01
      counts spliced: read 3, new 1, version 2
      after spliced
      | id | name | city | valid_from                 | valid_to                   | is_current | version |
      | 1  | A    | NULL | 2020-01-01                 | 2020-02-01 12:00:00.000001 | false      | 1       |
      | 1  | B    | NULL | 2020-02-01 12:00:00.000001 | 2020-04-01                 | false      | 2       |
      | 1  | C    | NULL | 2020-04-01                 | open                       | true       | 3       |

      source spliced
      | id | name | city | since      |
      | 1  | D    | NULL | 2020-03-01 |
      load at 2020-07-01
      counts spliced: read 1, version 1
      after spliced
      | id | name | city | valid_from                 | valid_to                   | is_current | version |
      | 1  | A    | NULL | 2020-01-01                 | 2020-02-01 12:00:00.000001 | false      | 1       |
      | 1  | B    | NULL | 2020-02-01 12:00:00.000001 | 2020-03-01                 | false      | 2       |
      | 1  | C    | NULL | 2020-04-01                 | open                       | true       | 4       |
      | 1  | D    | NULL | 2020-03-01                 | 2020-04-01                 | false      | 3       |

      # A moves to 2019-12, B to where A began, D to where B began: each start is free only once its holder has moved.
      source spliced
      | id | name | city | since                      |
      | 1  | A    | NULL | 2019-12-01                 |
      | 1  | B    | NULL | 2020-01-01                 |
      | 1  | D    | NULL | 2020-02-01 12:00:00.000001 |
      load at 2020-08-01
      counts spliced: read 3, overwritten 3
      after spliced
      | id | name | city | valid_from                 | valid_to                   | is_current | version |
      | 1  | A    | NULL | 2019-12-01                 | 2020-01-01                 | false      | 1       |
      | 1  | B    | NULL | 2020-01-01                 | 2020-02-01 12:00:00.000001 | false      | 2       |
      | 1  | C    | NULL | 2020-04-01                 | open                       | true       | 4       |
      | 1  | D    | NULL | 2020-02-01 12:00:00.000001 | 2020-04-01                 | false      | 3       |
    `,
  },
  {
    name: 'a version that begins where a later-loaded one began until now',
    unit: drawDimension('crossing', { effectiveFrom: 'since', source: drawSource('crossing', dated) }),
    drawn: `
      source crossing
      | id | name | city | since      |
      | 1  | X    | NULL | 2020-02-01 |
      load at 2020-06-01
      counts crossing: read 1, new 1
      after crossing
      | id | name | city | valid_from | valid_to | is_current | version |
      | 1  | X    | NULL | 2020-02-01 | open     | true       | 1       |

      source crossing
      | id | name | city | since      |
      | 1  | W    | NULL | 2020-01-01 |
      load at 2020-07-01
      counts crossing: read 1, version 1
      after crossing
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | W    | NULL | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | X    | NULL | 2020-02-01 | open       | true       | 2       |

      # X has the smaller key and is updated first: W must have moved by then.
      source crossing
      | id | name | city | since      |
      | 1  | W    | NULL | 2019-12-01 |
      | 1  | X    | NULL | 2020-01-01 |
      load at 2020-08-01
      counts crossing: read 2, overwritten 2
      after crossing
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | W    | NULL | 2019-12-01 | 2020-01-01 | false      | 1       |
      | 1  | X    | NULL | 2020-01-01 | open       | true       | 2       |
    `,
  },
  {
    name: 'effectiveTo leaves a gap; 9999 and NULL are the open end; the same content after it is a new version',
    unit: drawDimension('ended', {
      effectiveFrom: 'since',
      effectiveTo: { column: 'until', inclusive: 'day' },
      source: drawSource('ended', { ...dated, until: nullable(date()) }),
    }),
    drawn: `
      source ended
      | id | name | city | since      | until      |
      | 1  | A    | NULL | 2020-01-01 | 2020-01-31 |
      | 1  | B    | NULL | 2020-03-01 | NULL       |
      | 2  | X    | NULL | 2020-01-01 | 9999-12-31 |
      load at 2020-06-01
      counts ended: read 3, new 2, version 1
      after ended
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | NULL | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | B    | NULL | 2020-03-01 | open       | true       | 2       |
      | 2  | X    | NULL | 2020-01-01 | open       | true       | 1       |

      source ended
      | id | name | city | since      | until      |
      | 1  | B    | NULL | 2020-03-01 | 2020-03-31 |
      | 2  | X    | NULL | 2020-01-01 | 2020-04-30 |
      load at 2020-07-01
      counts ended: read 2, overwritten 2
      after ended
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | NULL | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | B    | NULL | 2020-03-01 | 2020-04-01 | false      | 2       |
      | 2  | X    | NULL | 2020-01-01 | 2020-05-01 | false      | 1       |

      source ended
      | id | name | city | since      | until |
      | 1  | B    | NULL | 2020-05-01 | NULL  |
      load at 2020-08-01
      counts ended: read 1, version 1
      after ended
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | NULL | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | B    | NULL | 2020-03-01 | 2020-04-01 | false      | 2       |
      | 1  | B    | NULL | 2020-05-01 | open       | true       | 3       |
      | 2  | X    | NULL | 2020-01-01 | 2020-05-01 | false      | 1       |
    `,
  },
  {
    name: 'history by the day: the last of a day counts',
    unit: drawDimension('daily', { keep: 'day', effectiveFrom: 'since', source: drawSource('daily', dated) }),
    drawn: `
      source daily
      | id | name | city | since                      |
      | 1  | A    | NULL | 2020-01-01 08:00:00        |
      | 1  | B    | NULL | 2020-01-01 09:00:00        |
      | 1  | C    | NULL | 2020-02-01 23:59:59.999999 |
      load at 2020-06-01
      counts daily: read 3, new 1, version 1, superseded 1
      after daily
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | B    | NULL | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | C    | NULL | 2020-02-01 | open       | true       | 2       |
    `,
  },
  {
    name: 'duplicates count once, contradictions go to quarantine whole, order tells which is the last',
    unit: drawDimension('repeated', {
      order: ['place'],
      source: drawSource('repeated', { ...plain, place: nullable(integer()) }),
    }),
    drawn: `
      source repeated
      | id | name | city | place |
      | 1  | A    | NULL | 1     |
      | 1  | A    | NULL | 1     |
      | 2  | A    | NULL | 9     |
      | 2  | B    | NULL | 10    |
      | 2  | C    | NULL | NULL  |
      | 3  | A    | NULL | 1     |
      | 3  | B    | NULL | 1     |
      | 3  | C    | NULL | 2     |
      load at 2020-01-01
      counts repeated: read 8, new 2, duplicate 1, superseded 2, rejected 3
      after repeated
      | id | name | city |
      | 1  | A    | NULL |
      | 2  | B    | NULL |
      rejects repeated
      | reason    | key  | row                                           |
      | duplicate | id=3 | {"id":"3","name":"A","city":null,"place":"1"} |
      | duplicate | id=3 | {"id":"3","name":"B","city":null,"place":"1"} |
      | duplicate | id=3 | {"id":"3","name":"C","city":null,"place":"2"} |
    `,
  },
  {
    name: 'what cannot be loaded goes to etl_reject with its reason, the rest is loaded',
    unit: drawDimension('dirty', { effectiveFrom: 'since', source: drawSource('dirty', dated) }),
    drawn: `
      source dirty
      | id         | name          | city | since                      |
      | NULL       | A             | NULL | 2019-01-01                 |
      | x          | A             | NULL | 2019-01-01                 |
      | 3          | NULL          | NULL | 2019-01-01                 |
      | 4          | much too long | NULL | 2019-01-01                 |
      | 5          | A             | NULL | NULL                       |
      | 6          | A             | NULL | 2020-01-02 00:00:00.000001 |
      | 7          | A             | NULL | 2020-01-02                 |
      | 2147483648 | A             | NULL | 2019-01-01                 |
      load at 2020-01-01
      counts dirty: read 8, new 1, rejected 7
      after dirty
      | id | name |
      | 7  | A    |
      rejects dirty
      | reason    | key  | row                                                                    |
      | null-key  | NULL | {"id":null,"name":"A","city":null,"since":"2019-01-01"}                |
      | type      | NULL | {"id":"x","name":"A","city":null,"since":"2019-01-01"}                 |
      | type      | id=3 | {"id":"3","name":null,"city":null,"since":"2019-01-01"}                |
      | type      | id=4 | {"id":"4","name":"much too long","city":null,"since":"2019-01-01"}     |
      | type      | NULL | {"id":"2147483648","name":"A","city":null,"since":"2019-01-01"}        |
      | null-date | id=5 | {"id":"5","name":"A","city":null,"since":null}                         |
      | future    | id=6 | {"id":"6","name":"A","city":null,"since":"2020-01-02 00:00:00.000001"} |
    `,
  },
  {
    name: 'keys of several columns are compared column by column; a NULL part is no key',
    unit: drawDimension('composite', {
      attributes: { city: 'type1' },
      keep: 'nothing',
      columns: { id: natural(varchar(10)), name: natural(varchar(10)), city: nullable(varchar(10)) },
      source: drawSource('composite', { id: varchar(10), name: varchar(10), city: nullable(varchar(10)) }),
    }),
    drawn: `
      source composite
      | id | name | city |
      | a  | bc   | 1    |
      | ab | c    | 2    |
      | 1  | 23   | 3    |
      | 12 | 3    | 4    |
      | "" | x    | 5    |
      | x  | ""   | 6    |
      | a  | NULL | 7    |
      load at 2020-01-01
      counts composite: read 7, new 6, rejected 1
      after composite
      | id | name | city |
      | a  | bc   | 1    |
      | ab | c    | 2    |
      | 1  | 23   | 3    |
      | 12 | 3    | 4    |
      | "" | x    | 5    |
      | x  | ""   | 6    |
      rejects composite
      | reason   | key  | row                               |
      | null-key | NULL | {"id":"a","name":null,"city":"7"} |
    `,
  },
  {
    name: 'equality is of bytes: case, accents, spaces and Unicode forms make members apart',
    unit: drawDimension('bytes', {
      attributes: { name: 'type2' },
      columns: { id: natural(varchar(10)), name: varchar(10) },
      source: drawSource('bytes', { id: varchar(10), name: varchar(10) }),
    }),
    drawn: String.raw`
      source bytes
      | id        | name      |
      | a         | a         |
      | "a "      | "a "      |
      | A         | A         |
      | á         | á         |
      | "a\u0301" | "a\u0301" |
      | '; --     | '; --     |
      | "\\"      | "\\"      |
      | "\t"      | "\t"      |
      | "\n"      | "\n"      |
      | 😀        | 😀        |
      load at 2020-01-01
      counts bytes: read 10, new 10
      after bytes
      | id        | name      | version |
      | a         | a         | 1       |
      | "a "      | "a "      | 1       |
      | A         | A         | 1       |
      | á         | á         | 1       |
      | "a\u0301" | "a\u0301" | 1       |
      | '; --     | '; --     | 1       |
      | "\\"      | "\\"      | 1       |
      | "\t"      | "\t"      | 1       |
      | "\n"      | "\n"      | 1       |
      | 😀        | 😀        | 1       |

      source bytes
      | id | name |
      | a  | "a " |
      | A  | Á    |
      load at 2020-02-01
      counts bytes: read 2, version 2
      after bytes
      | id        | name      | version |
      | a         | a         | 1       |
      | "a "      | "a "      | 1       |
      | A         | A         | 1       |
      | á         | á         | 1       |
      | "a\u0301" | "a\u0301" | 1       |
      | '; --     | '; --     | 1       |
      | "\\"      | "\\"      | 1       |
      | "\t"      | "\t"      | 1       |
      | "\n"      | "\n"      | 1       |
      | 😀        | 😀        | 1       |
      | a         | "a "      | 2       |
      | A         | Á         | 2       |
    `,
  },
  {
    name: 'folded and trimmed columns are compared and stored that way',
    unit: drawDimension('tidied', {
      attributes: { name: 'type2' },
      columns: { id: natural(folded(varchar(10))), name: trimmed(varchar(10)) },
      source: drawSource('tidied', { id: varchar(10), name: varchar(20) }),
    }),
    drawn: String.raw`
      source tidied
      | id        | name  |
      | Á         | "  x" |
      | "a\u0301" | "x  " |
      load at 2020-01-01
      counts tidied: read 2, new 1, duplicate 1
      after tidied
      | id | name | version |
      | á  | x    | 1       |

      source tidied
      | id | name       |
      | á  | "   x    " |
      load at 2020-02-01
      counts tidied: read 1, unchanged 1
      after tidied
      | id | name | version |
      | á  | x    | 1       |
    `,
  },
  {
    name: 'without history every attribute is of type 0 or 1; a source id of -1 is a member like any other',
    unit: drawDimension('undated', { keep: 'nothing', attributes: { name: 'type1', city: 'type0' } }),
    drawn: `
      source undated
      | id | name | city |
      | -1 | A    | Troy |
      | 0  | B    | NULL |
      load at 2020-01-01
      counts undated: read 2, new 2
      after undated
      | id | name | city |
      | -1 | A    | Troy |
      | 0  | B    | NULL |

      source undated
      | id | name | city |
      | -1 | A    | Rome |
      | 0  | C    | NULL |
      load at 2020-02-01
      counts undated: read 2, overwritten 1, unchanged 1
      after undated
      | id | name | city |
      | -1 | A    | Troy |
      | 0  | C    | NULL |
    `,
  },
]
