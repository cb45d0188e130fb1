import type { Story } from '../story.ts'

export const lateWithEnds: readonly Story[] = [
  {
    rule: 'In a gap: the version lasts to the next start; the one before the gap is untouched, and being equal to it is not "nothing"',
    ends: true,
    spliced: 1,
    drawn: `
           | from | to | t2 |
      have | 1    | 4  | x  | 1
      have | 9    | -  | y  | 2
      row  | 6    | -  | x  | version
      then | 1    | 4  | x  | 1
      then | 6    | 9  | x  | 3
      then | 9    | -  | y  | 2
    `,
  },
  {
    rule: 'In a gap: the version lasts to its own end',
    ends: true,
    spliced: 1,
    drawn: `
           | from | to | t2 |
      have | 1    | 4  | x  | 1
      have | 9    | -  | y  | 2
      row  | 4    | 7  | x  | version
      then | 1    | 4  | x  | 1
      then | 4    | 7  | x  | 3
      then | 9    | -  | y  | 2
    `,
  },
  {
    rule: 'A late version joins an equal successor if its own end reaches it',
    ends: true,
    writesAgain: 'the row now stands on the start of the latest version, with another end: the end is moved',
    drawn: `
           | from | to | t2 |
      have | 1    | 4  | x  | 1
      have | 9    | -  | y  | 2
      row  | 6    | 9  | y  | overwritten
      then | 1    | 4  | x  | 1
      then | 6    | -  | y  | 2
    `,
  },
  {
    rule: 'A late version that ends before an equal successor stays a version of its own',
    ends: true,
    spliced: 1,
    drawn: `
           | from | to | t2 |
      have | 1    | 4  | x  | 1
      have | 9    | -  | y  | 2
      row  | 6    | 8  | y  | version
      then | 1    | 4  | x  | 1
      then | 6    | 8  | y  | 3
      then | 9    | -  | y  | 2
    `,
  },
  {
    rule: 'Before the first with its own end: a gap is left',
    ends: true,
    spliced: 1,
    drawn: `
           | from | to | t2 |
      have | 5    | -  | x  | 1
      row  | 2    | 4  | x  | version
      then | 2    | 4  | x  | 2
      then | 5    | -  | x  | 1
    `,
  },
  {
    rule: 'Inside an earlier version, with its own end: what is left between is a gap, the cut version does not go on',
    ends: true,
    spliced: 1,
    drawn: `
           | from | to | t2 |
      have | 1    | 9  | x  | 1
      have | 9    | -  | y  | 2
      row  | 3    | 5  | z  | version
      then | 1    | 3  | x  | 1
      then | 3    | 5  | z  | 3
      then | 9    | -  | y  | 2
    `,
  },
  {
    rule: 'On the start of an earlier version with other content: replaced with its end, cut where the next begins',
    ends: true,
    drawn: `
           | from | to | t2 |
      have | 1    | 5  | x  | 1
      have | 5    | 8  | y  | 2
      have | 9    | -  | x  | 3
      row  | 1    | 3  | z  | overwritten
      row  | 5    | -  | z  | overwritten
      then | 1    | 3  | z  | 1
      then | 5    | 9  | z  | 2
      then | 9    | -  | x  | 3
    `,
  },
  {
    rule: 'The same content late, with another end: nothing (ends move on the latest version alone)',
    ends: true,
    drawn: `
           | from | to | t2 |
      have | 1    | 5  | x  | 1
      have | 9    | -  | y  | 2
      row  | 1    | 4  | x  | unchanged
      row  | 2    | 7  | x  | unchanged
      then | 1    | 5  | x  | 1
      then | 9    | -  | y  | 2
    `,
  },
]
