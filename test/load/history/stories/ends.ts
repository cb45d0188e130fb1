import type { Story } from '../story.ts'

export const ends: readonly Story[] = [
  {
    rule: 'A version ends at its effectiveTo; it is then not current',
    ends: true,
    drawn: `
           | from | to | t2 |
      row  | 1    | 5  | x  | new
      then | 1    | 5  | x  | 1
    `,
  },
  {
    rule: '… unless another begins earlier, or at once; what is left between is a gap',
    ends: true,
    drawn: `
           | from | to | t2 |
      row  | 1    | 5  | x  | new
      row  | 3    | 7  | y  | version
      row  | 7    | 9  | z  | version
      row  | 11   | -  | x  | version
      then | 1    | 3  | x  | 1
      then | 3    | 7  | y  | 2
      then | 7    | 9  | z  | 3
      then | 11   | -  | x  | 4
    `,
  },
  {
    rule: 'NULL in effectiveTo is the open end',
    ends: true,
    drawn: `
           | from | to   | t2 |
      row  | 1    | NULL | x  | new
      then | 1    | -    | x  | 1
    `,
  },
  {
    rule: "The same content from the latest version's start with another end: the end is moved in place",
    ends: true,
    drawn: `
           | from | to | t2 |
      have | 1    | -  | x  | 1
      row  | 1    | 7  | x  | overwritten
      then | 1    | 7  | x  | 1
      row  | 1    | 5  | x  | overwritten
      then | 1    | 5  | x  | 1
      row  | 1    | -  | x  | overwritten
      then | 1    | -  | x  | 1
    `,
  },
  {
    rule: 'The same content from inside the latest version with another end: the end is moved in place',
    ends: true,
    drawn: `
           | from | to | t2 |
      have | 1    | 7  | x  | 1
      row  | 4    | 9  | x  | overwritten
      then | 1    | 9  | x  | 1
    `,
  },
  {
    rule: "The same content after the latest version's end: a new version, the gap stays",
    ends: true,
    drawn: `
           | from | to | t2 |
      have | 1    | 4  | x  | 1
      row  | 6    | -  | x  | version
      then | 1    | 4  | x  | 1
      then | 6    | -  | x  | 2
    `,
  },
  {
    rule: "The same content from the latest version's end: a new version (the end is exclusive)",
    ends: true,
    drawn: `
           | from | to | t2 |
      have | 1    | 4  | x  | 1
      row  | 4    | -  | x  | version
      then | 1    | 4  | x  | 1
      then | 4    | -  | x  | 2
    `,
  },
  {
    rule: "A returning member: its new version begins at its own date, type 0 and 1 are the member's",
    ends: true,
    drawn: `
           | from | to | t0 | t1 | t1l | t2 |
      have | 1    | 4  | a  | b  | c   | x  | 1
      row  | 8    | -  | A  | B  | C   | x  | version
      then | 1    | 4  | a  | B  | c   | x  | 1
      then | 8    | -  | a  | B  | C   | x  | 2
    `,
  },
  {
    rule: 'Other content on the start of the latest version: replaced, its end too',
    ends: true,
    drawn: `
           | from | to | t2 |
      have | 1    | 9  | x  | 1
      row  | 1    | 5  | y  | overwritten
      then | 1    | 5  | y  | 1
    `,
  },
  {
    rule: 'Other content inside the latest version: that one is cut, and does not go on after the new one',
    ends: true,
    drawn: `
           | from | to | t2 |
      have | 1    | -  | x  | 1
      row  | 3    | 5  | y  | version
      then | 1    | 3  | x  | 1
      then | 3    | 5  | y  | 2
    `,
  },
  {
    rule: 'Two rows equal in date with different ends are duplicates that differ',
    ends: true,
    drawn: `
           | from | to | t2 |
      have | 1    | -  | x  | 1
      row  | 5    | 7  | y  | duplicate-quarantine
      row  | 5    | 8  | y  | duplicate-quarantine
      row  | 9    | -  | z  | duplicate-quarantine
      then | 1    | -  | x  | 1
    `,
  },
  {
    rule: 'Ends moved to and fro within a load write nothing the second time',
    ends: true,
    drawn: `
           | from | to | t2 |
      row  | 1    | 5  | x  | new
      row  | 3    | 9  | x  | overwritten
      then | 1    | 9  | x  | 1
      row  | 1    | 5  | x  | unchanged
      row  | 3    | 9  | x  | unchanged
      then | 1    | 9  | x  | 1
    `,
  },
  {
    rule: 'Where effectiveTo is not declared, a version that an older definition ended keeps its end',
    drawn: `
           | from | to | t1 | t2 |
      have | 1    | 9  | a  | x  | 1
      row  | 5    |    | b  | x  | overwritten
      then | 1    | 9  | b  | x  | 1
    `,
  },
  {
    rule: 'The same content after such an end is a new version',
    drawn: `
           | from | to | t2 |
      have | 1    | 9  | x  | 1
      row  | 12   |    | x  | version
      then | 1    | 9  | x  | 1
      then | 12   | -  | x  | 2
    `,
  },
]
