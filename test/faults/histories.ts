import { integer, natural, nullable, timestamp, varchar } from '../../loader/schema/index.ts'
import type { Story } from '../load/dimension/stories.ts'
import { drawDimension, drawSource } from '../load/world/shapes.ts'

const plain = { id: integer(), name: varchar(10), city: nullable(varchar(10)) }
const dated = { ...plain, since: nullable(timestamp()) }

/** Faults of history (FAULTS B), each with its number. */
export const histories: readonly Story[] = [
  {
    name: '24: five changes of one key in a load, in whatever order they come, are five versions, contiguous',
    unit: drawDimension('five', { effectiveFrom: 'since', source: drawSource('five', dated) }),
    drawn: `
      # The second says what the first does, until the change between them is met.
      source five
      | id | name | city | since                      |
      | 1  | A    | NULL | 2020-01-01                 |
      | 1  | A    | NULL | 2020-03-01                 |
      | 1  | E    | NULL | 2020-03-01 00:00:00.000002 |
      | 1  | D    | NULL | 2020-03-01 00:00:00.000001 |
      | 1  | B    | NULL | 2020-02-01                 |
      load at 2020-06-01
      counts five: read 5, new 1, version 4
      after five
      | id | name | city | valid_from                 | valid_to                   | is_current | version |
      | 1  | A    | NULL | 2020-01-01                 | 2020-02-01                 | false      | 1       |
      | 1  | B    | NULL | 2020-02-01                 | 2020-03-01                 | false      | 2       |
      | 1  | A    | NULL | 2020-03-01                 | 2020-03-01 00:00:00.000001 | false      | 3       |
      | 1  | D    | NULL | 2020-03-01 00:00:00.000001 | 2020-03-01 00:00:00.000002 | false      | 4       |
      | 1  | E    | NULL | 2020-03-01 00:00:00.000002 | open                       | true       | 5       |
    `,
  },
  {
    name: '25: NULL to a value and back are versions, NULL to NULL is none, empty text is a value',
    unit: drawDimension('nulls', {
      attributes: { city: 'type2' },
      columns: { id: natural(integer()), city: nullable(varchar(10)) },
      source: drawSource('nulls', { id: integer(), city: nullable(varchar(10)) }),
    }),
    drawn: `
      source nulls
      | id | city |
      | 1  | NULL |
      load at 2020-01-01
      counts nulls: read 1, new 1
      after nulls
      | id | city | valid_from | valid_to |
      | 1  | NULL | 2020-01-01 | open     |

      source nulls
      | id | city |
      | 1  | NULL |
      load at 2020-02-01
      counts nulls: read 1, unchanged 1
      after nulls
      | id | city | valid_from | valid_to |
      | 1  | NULL | 2020-01-01 | open     |

      source nulls
      | id | city |
      | 1  | Troy |
      load at 2020-03-01
      counts nulls: read 1, version 1
      after nulls
      | id | city | valid_from | valid_to   |
      | 1  | NULL | 2020-01-01 | 2020-03-01 |
      | 1  | Troy | 2020-03-01 | open       |

      source nulls
      | id | city |
      | 1  | NULL |
      load at 2020-04-01
      counts nulls: read 1, version 1
      after nulls
      | id | city | valid_from | valid_to   |
      | 1  | NULL | 2020-01-01 | 2020-03-01 |
      | 1  | Troy | 2020-03-01 | 2020-04-01 |
      | 1  | NULL | 2020-04-01 | open       |

      source nulls
      | id | city |
      | 1  | ""   |
      load at 2020-05-01
      counts nulls: read 1, version 1
      after nulls
      | id | city | valid_from | valid_to   |
      | 1  | NULL | 2020-01-01 | 2020-03-01 |
      | 1  | Troy | 2020-03-01 | 2020-04-01 |
      | 1  | NULL | 2020-04-01 | 2020-05-01 |
      | 1  | ""   | 2020-05-01 | open       |
    `,
  },
  {
    name: '31: dated before the first version: a new first one, or where it says the same the first begins earlier',
    unit: drawDimension('earlier', { effectiveFrom: 'since', source: drawSource('earlier', dated) }),
    drawn: `
      source earlier
      | id | name | city | since      |
      | 1  | B    | Troy | 2020-03-01 |
      load at 2020-06-01
      counts earlier: read 1, new 1
      after earlier
      | id | name | city | valid_from | valid_to | is_current | version |
      | 1  | B    | Troy | 2020-03-01 | open     | true       | 1       |

      source earlier
      | id | name | city | since      |
      | 1  | A    | Rome | 2020-01-01 |
      load at 2020-07-01
      counts earlier: read 1, version 1
      # Its type-1 value is older than the one that is there.
      after earlier
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | Troy | 2020-01-01 | 2020-03-01 | false      | 1       |
      | 1  | B    | Troy | 2020-03-01 | open       | true       | 2       |

      source earlier
      | id | name | city | since      |
      | 1  | A    | Oslo | 2019-12-01 |
      load at 2020-08-01
      counts earlier: read 1, overwritten 1
      after earlier
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | Troy | 2019-12-01 | 2020-03-01 | false      | 1       |
      | 1  | B    | Troy | 2020-03-01 | open       | true       | 2       |
    `,
  },
  {
    name: '31: dated in the future, where the definition accepts that',
    unit: drawDimension('future', { effectiveFrom: 'since', future: 'accept', source: drawSource('future', dated) }),
    drawn: `
      source future
      | id | name | city | since      |
      | 1  | A    | NULL | 2020-01-01 |
      | 1  | B    | NULL | 2031-01-01 |
      load at 2020-06-01
      counts future: read 2, new 1, version 1
      after future
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | NULL | 2020-01-01 | 2031-01-01 | false      | 1       |
      | 1  | B    | NULL | 2031-01-01 | open       | true       | 2       |
    `,
  },
  {
    name: '32: changed while its date stayed the same: found, since content is compared',
    unit: drawDimension('same_date', { effectiveFrom: 'since', source: drawSource('same_date', dated) }),
    drawn: `
      source same_date
      | id | name | city | since      |
      | 1  | A    | Troy | 2020-01-01 |
      | 2  | X    | Troy | 2020-01-01 |
      load at 2020-06-01
      counts same_date: read 2, new 2
      after same_date
      | id | name | city | valid_from | valid_to | is_current | version |
      | 1  | A    | Troy | 2020-01-01 | open     | true       | 1       |
      | 2  | X    | Troy | 2020-01-01 | open     | true       | 1       |

      source same_date
      | id | name | city | since      |
      | 1  | B    | Troy | 2020-01-01 |
      | 2  | X    | Rome | 2020-01-01 |
      load at 2020-07-01
      counts same_date: read 2, overwritten 2
      after same_date
      | id | name | city | valid_from | valid_to | is_current | version |
      | 1  | B    | Troy | 2020-01-01 | open     | true       | 1       |
      | 2  | X    | Rome | 2020-01-01 | open     | true       | 1       |
    `,
  },
  {
    name: '33: a source clock that lags and jumps back: versions in the order of its dates, none over another',
    unit: drawDimension('lagging', { effectiveFrom: 'since', source: drawSource('lagging', dated) }),
    drawn: `
      source lagging
      | id | name | city | since      |
      | 1  | A    | NULL | 2020-03-01 |
      load at 2020-03-02
      counts lagging: read 1, new 1
      after lagging
      | id | name | city | valid_from | valid_to | is_current | version |
      | 1  | A    | NULL | 2020-03-01 | open     | true       | 1       |

      source lagging
      | id | name | city | since      |
      | 1  | B    | NULL | 2020-02-20 |
      load at 2020-03-03
      counts lagging: read 1, version 1
      after lagging
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | NULL | 2020-03-01 | open       | true       | 2       |
      | 1  | B    | NULL | 2020-02-20 | 2020-03-01 | false      | 1       |

      source lagging
      | id | name | city | since      |
      | 1  | C    | NULL | 2020-02-25 |
      load at 2020-03-04
      counts lagging: read 1, version 1
      after lagging
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | NULL | 2020-03-01 | open       | true       | 3       |
      | 1  | B    | NULL | 2020-02-20 | 2020-02-25 | false      | 1       |
      | 1  | C    | NULL | 2020-02-25 | 2020-03-01 | false      | 2       |
    `,
  },
  {
    name: '33: a run whose own clock is behind the last one: its version goes before, none over another',
    unit: drawDimension('behind'),
    drawn: `
      source behind
      | id | name | city |
      | 1  | A    | NULL |
      load at 2020-03-01
      counts behind: read 1, new 1
      after behind
      | id | name | city | valid_from | valid_to | is_current | version |
      | 1  | A    | NULL | 2020-03-01 | open     | true       | 1       |

      source behind
      | id | name | city |
      | 1  | B    | NULL |
      load at 2020-02-01
      counts behind: read 1, version 1
      after behind
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | NULL | 2020-03-01 | open       | true       | 2       |
      | 1  | B    | NULL | 2020-02-01 | 2020-03-01 | false      | 1       |
    `,
  },
  {
    name: '34: a type-1 change of a member with three versions is in all three, and makes none',
    unit: drawDimension('three'),
    drawn: `
      source three
      | id | name | city |
      | 1  | A    | Troy |
      load at 2020-01-01
      counts three: read 1, new 1
      after three
      | id | name | city | valid_from | valid_to | is_current | version |
      | 1  | A    | Troy | 2020-01-01 | open     | true       | 1       |

      source three
      | id | name | city |
      | 1  | B    | Troy |
      load at 2020-02-01
      counts three: read 1, version 1
      after three
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | Troy | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | B    | Troy | 2020-02-01 | open       | true       | 2       |

      source three
      | id | name | city |
      | 1  | C    | Troy |
      load at 2020-03-01
      counts three: read 1, version 1
      after three
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | Troy | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | B    | Troy | 2020-02-01 | 2020-03-01 | false      | 2       |
      | 1  | C    | Troy | 2020-03-01 | open       | true       | 3       |

      source three
      | id | name | city |
      | 1  | C    | Rome |
      load at 2020-04-01
      counts three: read 1, overwritten 1
      after three
      | id | name | city | valid_from | valid_to   | is_current | version |
      | 1  | A    | Rome | 2020-01-01 | 2020-02-01 | false      | 1       |
      | 1  | B    | Rome | 2020-02-01 | 2020-03-01 | false      | 2       |
      | 1  | C    | Rome | 2020-03-01 | open       | true       | 3       |
    `,
  },
]
