import type { Story } from '../story.ts'

const begin = '-'

export const inferredMembers: readonly Story[] = [
  {
    rule: 'The earliest row fills the same key from its own date on, equal or not; later ones are ordinary, type 0 has its first value',
    drawn: `
           | from | to | t0 | t1 | t2 |
      made | ${begin}    | -  | U  | U  | U  | 1
      row  | 9    |    | b  | y  | B  | version
      row  | 5    |    | a  | x  | U  | overwritten
      then | 5    | 9  | a  | y  | U  | 1
      then | 9    | -  | a  | y  | B  | 2
    `,
  },
  {
    rule: 'A row older than the one that filled is spliced before it',
    spliced: 1,
    drawn: `
           | from | to | t2 |
      made | ${begin}    | -  | U  | 1
      row  | 9    |    | B  | overwritten
      then | 9    | -  | B  | 1
      row  | 5    |    | A  | version
      then | 5    | 9  | A  | 2
      then | 9    | -  | B  | 1
    `,
  },
  {
    rule: 'Inferred members are not closed',
    deletes: true,
    dated: false,
    drawn: `
           | from | to | t2 |
      made | ${begin}    | -  | U  | 1
      run  | 9    |    |    |
      gone |      |    |    |
      still | ${begin}   | -  | U  | 1
      run  | 10   |    |    |
      row  |      |    | U  | overwritten
      then | 10   | -  | U  | 1
      run  | 11   |    |    |
      gone |      |    |    |
      then | 10   | 11 | U  | 1
    `,
  },
  {
    rule: 'Without history a fill overwrites',
    history: null,
    drawn: `
           | t0 | t1 |
      made | U  | U  | 1
      row  | a  | U  | overwritten
      then | a  | U  | 1
    `,
  },
]
