import type { Story } from '../story.ts'

export const dates: readonly Story[] = [
  {
    rule: 'NULL in effectiveFrom: rejected; the other rows go on',
    drawn: `
           | from | to | t2 |
      row  | NULL |    | x  | null-date
      row  | 5    |    | y  | new
      then | 5    | -  | y  | 1
    `,
  },
  {
    rule: 'A date past the execution time and a day is rejected; exactly a day is accepted',
    drawn: `
           | from               | to                 | t2 |
      run  | 20 09:30           |                    |    |
      row  | 21 09:30:00.000001 |                    | y  | future
      row  | 21 09:30           |                    | x  | new
      then | 21 09:30           | -                  | x  | 1
    `,
  },
  {
    rule: "future: 'accept' takes any date; the open end alone makes it the current version, begun or not",
    future: 'accept',
    drawn: `
           | from       | to         | t2 |
      have | 1          | -          | x  | 1
      row  | 2124-01-01 |            | y  | version
      then | 1          | 2124-01-01 | x  | 1
      then | 2124-01-01 | -          | y  | 2
    `,
  },
  {
    rule: 'A version that would begin at the open end would be empty',
    future: 'accept',
    drawn: `
           | from                       | to | t2 |
      have | 1                          | -  | x  | 1
      row  | 9999-12-31 23:59:59.999999 |    | y  | empty-period
      then | 1                          | -  | x  | 1
    `,
  },
  {
    rule: 'A date before the beginning of time is rejected',
    drawn: `
           | from       | to | t2 |
      row  | 0999-12-31 |    | x  | type
      row  | 1000-01-01 |    | y  | new
      then | 1000-01-01 | -  | y  | 1
    `,
  },
  {
    rule: 'effectiveTo at effectiveFrom or before: rejected; a microsecond after it is a period',
    ends: true,
    drawn: `
           | from | to                | t2 |
      row  | 3    | 2                 | x  | empty-period
      row  | 4    | 4                 | y  | empty-period
      row  | 5    | 5 00:00:00.000001 | z  | new
      then | 5    | 5 00:00:00.000001 | z  | 1
    `,
  },
  {
    rule: 'Microseconds at a boundary: no cut to milliseconds',
    drawn: `
           | from              | to                | t2 |
      have | 1                 | -                 | x  | 1
      row  | 5 10:00:00.000001 |                   | y  | version
      row  | 5 10:00:00.000002 |                   | z  | version
      then | 1                 | 5 10:00:00.000001 | x  | 1
      then | 5 10:00:00.000001 | 5 10:00:00.000002 | y  | 2
      then | 5 10:00:00.000002 | -                 | z  | 3
    `,
  },
  {
    rule: 'Without effectiveFrom, run again at the same execution time: the start is the same, so the version is replaced in place',
    dated: false,
    drawn: `
           | from | to | t1 | t2 |
      row  |      |    | a  | x  | new
      then | 20   | -  | a  | x  | 1
      row  |      |    | b  | y  | overwritten
      then | 20   | -  | b  | y  | 1
    `,
  },
  {
    rule: 'Without effectiveFrom, the clock jumped back: the row is late like any other, intervals do not overlap',
    dated: false,
    spliced: 1,
    drawn: `
           | from | to | t2 |
      have | 1    | 15 | x  | 1
      have | 15   | -  | y  | 2
      run  | 10   |    |    |
      row  |      |    | z  | version
      then | 1    | 10 | x  | 1
      then | 10   | 15 | z  | 3
      then | 15   | -  | y  | 2
    `,
  },
  {
    rule: 'A row on the start of the latest version replaces it in place under the same key, type 1 everywhere',
    drawn: `
           | from | to | t0 | t1 | t1l | t2 |
      have | 1    | 5  | a  | b  | c   | x  | 1
      have | 5    | -  | a  | b  | c   | y  | 2
      row  | 5    |    | A  | B  | C   | z  | overwritten
      then | 1    | 5  | a  | B  | c   | x  | 1
      then | 5    | -  | a  | B  | C   | z  | 2
    `,
  },
  {
    rule: 'A version that has become equal to its neighbour is neither deleted nor merged',
    drawn: `
           | from | to | t2 |
      have | 1    | 5  | x  | 1
      have | 5    | -  | y  | 2
      row  | 5    |    | x  | overwritten
      then | 1    | 5  | x  | 1
      then | 5    | -  | x  | 2
    `,
  },
]
