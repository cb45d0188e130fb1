import type { Story } from '../story.ts'

export const changeTypes: readonly Story[] = [
  {
    rule: 'The first row of a member is its first version, dated as the row is',
    drawn: `
           | from | to | t0 | t1 | t1l | t2 |
      row  | 5    |    | a  | b  | c   | d  | new
      then | 5    | -  | a  | b  | c   | d  | 1
    `,
  },
  {
    rule: 'Without effectiveFrom a version begins at the execution time',
    dated: false,
    drawn: `
           | from | to | t2 |
      row  |      |    | a  | new
      then | 20   | -  | a  | 1
    `,
  },
  {
    rule: 'Type 0: a changed value is ignored, the first stays; that alone is unchanged',
    drawn: `
           | from | to | t0 | t2 |
      have | 1    | -  | a  | x  | 1
      row  | 5    |    | b  | x  | unchanged
      then | 1    | -  | a  | x  | 1
    `,
  },
  {
    rule: 'Type 0: a new version carries the first value',
    drawn: `
           | from | to | t0 | t2 |
      have | 1    | -  | a  | x  | 1
      row  | 5    |    | b  | y  | version
      then | 1    | 5  | a  | x  | 1
      then | 5    | -  | a  | y  | 2
    `,
  },
  {
    rule: 'Type 0: the first value is the first loaded, not the first by date',
    spliced: 1,
    drawn: `
           | from | to | t0 | t2 |
      have | 5    | -  | a  | x  | 1
      row  | 1    |    | b  | y  | version
      then | 1    | 5  | a  | y  | 2
      then | 5    | -  | a  | x  | 1
    `,
  },
  {
    rule: 'Type 0: of several first rows in one load the earliest is the first',
    drawn: `
           | from | to | t0 | t2 |
      row  | 7    |    | b  | y  | version
      row  | 5    |    | a  | x  | new
      then | 5    | 7  | a  | x  | 1
      then | 7    | -  | a  | y  | 2
    `,
  },
  {
    rule: 'Type 1: overwrites every version of the member',
    drawn: `
           | from | to | t1 | t2 |
      have | 1    | 3  | a  | x  | 1
      have | 3    | 9  | a  | y  | 2
      have | 9    | -  | a  | x  | 3
      row  | 9    |    | b  | x  | overwritten
      then | 1    | 3  | b  | x  | 1
      then | 3    | 9  | b  | y  | 2
      then | 9    | -  | b  | x  | 3
    `,
  },
  {
    rule: 'Type 1: the value of a later date too, without a new version',
    drawn: `
           | from | to | t1 | t2 |
      have | 1    | 3  | a  | x  | 1
      have | 3    | -  | a  | y  | 2
      row  | 7    |    | b  | y  | overwritten
      then | 1    | 3  | b  | x  | 1
      then | 3    | -  | b  | y  | 2
    `,
  },
  {
    rule: "Type 1: a value equal to the latest version's is no change, whatever older versions hold",
    drawn: `
           | from | to | t1 | t2 |
      have | 1    | 3  | a  | x  | 1
      have | 3    | -  | b  | y  | 2
      row  | 7    |    | b  | y  | unchanged
      then | 1    | 3  | a  | x  | 1
      then | 3    | -  | b  | y  | 2
    `,
  },
  {
    rule: 'Type 1, latest: overwrites the latest version alone',
    drawn: `
           | from | to | t1l | t2 |
      have | 1    | 3  | a   | x  | 1
      have | 3    | -  | b   | y  | 2
      row  | 3    |    | c   | y  | overwritten
      then | 1    | 3  | a   | x  | 1
      then | 3    | -  | c   | y  | 2
    `,
  },
  {
    rule: 'Type 1, latest, in a row that makes a new version: that one alone has the value',
    drawn: `
           | from | to | t1l | t2 |
      have | 1    | -  | a   | x  | 1
      row  | 3    |    | b   | y  | version
      then | 1    | 3  | a   | x  | 1
      then | 3    | -  | b   | y  | 2
    `,
  },
  {
    rule: 'Type 1, latest: an ended version is the latest too',
    ends: true,
    drawn: `
           | from | to | t1l | t2 |
      have | 1    | 3  | a   | x  | 1
      have | 3    | 7  | b   | y  | 2
      row  | 3    | 7  | c   | y  | overwritten
      then | 1    | 3  | a   | x  | 1
      then | 3    | 7  | c   | y  | 2
    `,
  },
  {
    rule: 'Type 2: ends the latest version and begins a new one with a new key',
    drawn: `
           | from | to | t2 |
      have | 1    | -  | x  | 1
      row  | 5    |    | y  | version
      then | 1    | 5  | x  | 1
      then | 5    | -  | y  | 2
    `,
  },
  {
    rule: 'Type 2: one of several attributes is enough',
    drawn: `
           | from | to | t2a | t2b |
      have | 1    | -  | x   | y   | 1
      row  | 5    |    | x   | z   | version
      then | 1    | 5  | x   | y   | 1
      then | 5    | -  | x   | z   | 2
    `,
  },
  {
    rule: 'A type-1 and a type-2 change in one row: the new version and the older ones carry the new type-1 value',
    drawn: `
           | from | to | t1 | t2 |
      have | 1    | 3  | a  | x  | 1
      have | 3    | -  | a  | y  | 2
      row  | 5    |    | b  | z  | version
      then | 1    | 3  | b  | x  | 1
      then | 3    | 5  | b  | y  | 2
      then | 5    | -  | b  | z  | 3
    `,
  },
  {
    rule: 'All types in one row',
    drawn: `
           | from | to | t0 | t1 | t1l | t2 |
      have | 1    | -  | a  | b  | c   | d  | 1
      row  | 5    |    | A  | B  | C   | D  | version
      then | 1    | 5  | a  | B  | c   | d  | 1
      then | 5    | -  | a  | B  | C   | D  | 2
    `,
  },
]
