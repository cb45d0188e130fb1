import type { Story } from '../story.ts'

export const sameContent: readonly Story[] = [
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
