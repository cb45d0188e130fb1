import type { Story } from '../story.ts'

export const late: readonly Story[] = [
  {
    rule: 'Before the first version: a new first one',
    spliced: 1,
    drawn: `
           | from | to | t2 |
      have | 5    | -  | x  | 1
      row  | 2    |    | y  | version
      then | 2    | 5  | y  | 2
      then | 5    | -  | x  | 1
    `,
  },
  {
    rule: 'Between two: the earlier one is cut, the later stays; the numbers are given anew',
    spliced: 1,
    drawn: `
           | from | to | t2 |
      have | 1    | 9  | x  | 1
      have | 9    | -  | y  | 2
      row  | 5    |    | z  | version
      then | 1    | 5  | x  | 1
      then | 5    | 9  | z  | 3
      then | 9    | -  | y  | 2
    `,
  },
  {
    rule: 'Equal to its predecessor: nothing',
    drawn: `
           | from | to | t2 |
      have | 1    | 9  | x  | 1
      have | 9    | -  | y  | 2
      row  | 5    |    | x  | unchanged
      then | 1    | 9  | x  | 1
      then | 9    | -  | y  | 2
    `,
  },
  {
    rule: 'Equal to its successor: the successor begins earlier, and keeps its key',
    drawn: `
           | from | to | t2 |
      have | 1    | 9  | x  | 1
      have | 9    | -  | y  | 2
      row  | 5    |    | y  | overwritten
      then | 1    | 5  | x  | 1
      then | 5    | -  | y  | 2
    `,
  },
  {
    rule: 'Before the first with equal content: the first begins earlier',
    drawn: `
           | from | to | t2 |
      have | 5    | 9  | x  | 1
      have | 9    | -  | y  | 2
      row  | 2    |    | x  | overwritten
      then | 2    | 9  | x  | 1
      then | 9    | -  | y  | 2
    `,
  },
  {
    rule: 'On an existing start: its type-2 values are replaced in place, types 0 and 1 are left',
    drawn: `
           | from | to | t0 | t1 | t1l | t2 |
      have | 1    | 5  | a  | b  | c   | x  | 1
      have | 5    | -  | a  | b  | d   | y  | 2
      row  | 1    |    | A  | B  | C   | z  | overwritten
      then | 1    | 5  | a  | b  | c   | z  | 1
      then | 5    | -  | a  | b  | d   | y  | 2
    `,
  },
  {
    rule: 'On an existing start with the content that stands there: nothing, whatever its type-1 values are',
    drawn: `
           | from | to | t1 | t1l | t2 |
      have | 1    | 5  | b  | c   | x  | 1
      have | 5    | -  | b  | d   | y  | 2
      row  | 1    |    | B  | C   | x  | unchanged
      then | 1    | 5  | b  | c   | x  | 1
      then | 5    | -  | b  | d   | y  | 2
    `,
  },
  {
    rule: "A spliced version takes types 0 and 1 as the member has them now, type 2 and overwrite: 'latest' from its own row",
    spliced: 1,
    drawn: `
           | from | to | t0 | t1 | t1l | t2 |
      have | 1    | 9  | a  | b  | c   | x  | 1
      have | 9    | -  | a  | b  | d   | y  | 2
      row  | 5    |    | A  | B  | C   | z  | version
      then | 1    | 5  | a  | b  | c   | x  | 1
      then | 5    | 9  | a  | b  | C   | z  | 3
      then | 9    | -  | a  | b  | d   | y  | 2
    `,
  },
  {
    rule: 'As the member has them now: as its latest version has them, where an older definition let versions differ',
    spliced: 1,
    drawn: `
           | from | to | t0 | t1 | t2 |
      have | 1    | 5  | a  | b  | x  | 1
      have | 5    | 9  | c  | d  | y  | 2
      have | 9    | -  | e  | f  | x  | 3
      row  | 3    |    | A  | B  | z  | version
      then | 1    | 3  | a  | b  | x  | 1
      then | 3    | 5  | e  | f  | z  | 4
      then | 5    | 9  | c  | d  | y  | 2
      then | 9    | -  | e  | f  | x  | 3
    `,
  },
  {
    rule: 'A late row that makes no version writes no type-1 value: equal to its predecessor',
    drawn: `
           | from | to | t1 | t1l | t2 |
      have | 1    | 9  | b  | c   | x  | 1
      have | 9    | -  | b  | d   | y  | 2
      row  | 5    |    | B  | C   | x  | unchanged
      then | 1    | 9  | b  | c   | x  | 1
      then | 9    | -  | b  | d   | y  | 2
    `,
  },
  {
    rule: 'A late row that makes no version writes no type-1 value: equal to its successor',
    writesAgain:
      'the row now stands on the start of the latest version, which no longer tells that its type-1 values are of a later date',
    drawn: `
           | from | to | t1 | t1l | t2 |
      have | 1    | 9  | b  | c   | x  | 1
      have | 9    | -  | b  | d   | y  | 2
      row  | 5    |    | B  | C   | y  | overwritten
      then | 1    | 5  | b  | c   | x  | 1
      then | 5    | -  | b  | d   | y  | 2
    `,
  },
  {
    rule: 'Equal compares type 2 and nothing else',
    drawn: `
           | from | to | t0 | t1 | t1l | t2 |
      have | 1    | 5  | a  | b  | c   | x  | 1
      have | 5    | 9  | a  | b  | c   | y  | 2
      have | 9    | -  | a  | b  | c   | z  | 3
      row  | 3    |    | A  | B  | C   | y  | overwritten
      then | 1    | 3  | a  | b  | c   | x  | 1
      then | 3    | 9  | a  | b  | c   | y  | 2
      then | 9    | -  | a  | b  | c   | z  | 3
    `,
  },
  {
    rule: 'Several late rows and a new one in a load, each as if it arrived alone, the earliest first',
    spliced: 2,
    drawn: `
           | from | to | t2 |
      have | 4    | 10 | x  | 1
      have | 10   | -  | y  | 2
      row  | 12   |    | x  | version
      row  | 2    |    | a  | version
      row  | 7    |    | b  | version
      row  | 6    |    | x  | unchanged
      row  | 8    |    | y  | overwritten
      then | 2    | 4  | a  | 3
      then | 4    | 7  | x  | 1
      then | 7    | 8  | b  | 4
      then | 8    | 12 | y  | 2
      then | 12   | -  | x  | 5
    `,
  },
  {
    rule: 'Content that wrote nothing leaves no trace for later splices',
    spliced: 1,
    drawn: `
           | from | to | t2 |
      row  | 1    |    | x  | new
      then | 1    | -  | x  | 1
      row  | 5    |    | x  | unchanged
      then | 1    | -  | x  | 1
      row  | 9    |    | z  | version
      then | 1    | 9  | x  | 1
      then | 9    | -  | z  | 2
      row  | 3    |    | y  | version
      then | 1    | 3  | x  | 1
      then | 3    | 9  | y  | 3
      then | 9    | -  | z  | 2
    `,
  },
]
