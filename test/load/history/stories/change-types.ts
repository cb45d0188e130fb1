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
  {
    rule: 'Equality is of bytes: case, accents and trailing spaces count',
    drawn: `
           | from | to | t2   |
      have | 1    | -  | a    | 1
      row  | 2    |    | A    | version
      row  | 3    |    | á    | version
      row  | 4    |    | "á " | version
      row  | 5    |    | "á " | unchanged
      then | 1    | 2  | a    | 1
      then | 2    | 3  | A    | 2
      then | 3    | 4  | á    | 3
      then | 4    | -  | "á " | 4
    `,
  },
  {
    rule: 'NULL to a value is one new version, a value to NULL is one, NULL to NULL is none; the empty text is not NULL',
    drawn: `
           | from | to | t2   |
      have | 1    | -  | NULL | 1
      row  | 2    |    | NULL | unchanged
      row  | 3    |    | a    | version
      row  | 4    |    | NULL | version
      row  | 5    |    | NULL | unchanged
      row  | 6    |    | ""   | version
      then | 1    | 3  | NULL | 1
      then | 3    | 4  | a    | 2
      then | 4    | 6  | NULL | 3
      then | 6    | -  | ""   | 4
    `,
  },
  {
    rule: 'Same content again, even with a later date, writes nothing',
    drawn: `
           | from | to | t0 | t1 | t1l | t2 |
      have | 1    | -  | a  | b  | c   | d  | 1
      row  | 9    |    | a  | b  | c   | d  | unchanged
      then | 1    | -  | a  | b  | c   | d  | 1
    `,
  },
  {
    rule: 'A→B→A over three loads makes three versions',
    dated: false,
    drawn: `
           | from | to | t2 |
      run  | 5    |    |    |
      row  |      |    | A  | new
      then | 5    | -  | A  | 1
      run  | 6    |    |    |
      row  |      |    | B  | version
      then | 5    | 6  | A  | 1
      then | 6    | -  | B  | 2
      run  | 7    |    |    |
      row  |      |    | A  | version
      then | 5    | 6  | A  | 1
      then | 6    | 7  | B  | 2
      then | 7    | -  | A  | 3
    `,
  },
  {
    rule: 'Five ordered changes of one member in a load make five versions, contiguous; the rows need not come in order',
    drawn: `
           | from | to | t2 |
      row  | 4    |    | d  | version
      row  | 2    |    | b  | version
      row  | 1    |    | a  | new
      row  | 5    |    | e  | version
      row  | 3    |    | c  | version
      then | 1    | 2  | a  | 1
      then | 2    | 3  | b  | 2
      then | 3    | 4  | c  | 3
      then | 4    | 5  | d  | 4
      then | 5    | -  | e  | 5
    `,
  },
  {
    rule: 'A type-1 value there and back in one load writes nothing, and counts as unchanged',
    drawn: `
           | from | to | t1 | t2 |
      have | 1    | -  | a  | x  | 1
      row  | 3    |    | b  | x  | unchanged
      row  | 4    |    | a  | x  | unchanged
      then | 1    | -  | a  | x  | 1
    `,
  },
]
