import type { Story } from '../story.ts'

export const deletes: readonly Story[] = [
  {
    rule: 'A member that is gone is closed at the execution time; one that returns begins at the execution time, and the gap stays',
    deletes: true,
    dated: false,
    reopened: 1,
    drawn: `
           | from | to | t2 |
      run  | 5    |    |    |
      row  |      |    | A  | new
      then | 5    | -  | A  | 1
      run  | 6    |    |    |
      gone |      |    |    |
      then | 5    | 6  | A  | 1
      run  | 7    |    |    |
      gone |      |    |    |
      then | 5    | 6  | A  | 1
      run  | 8    |    |    |
      row  |      |    | A  | version
      then | 5    | 6  | A  | 1
      then | 8    | -  | A  | 2
    `,
  },
  {
    rule: 'A return dated after the close begins at its date; one dated before it at the execution time',
    deletes: true,
    reopened: 2,
    drawn: `
           | from | to | t2 |
      have | 1    | 6  | A  | 1
      run  | 9    |    |    |
      row  | 7    |    | B  | version
      then | 1    | 6  | A  | 1
      then | 7    | -  | B  | 2
      run  | 10   |    |    |
      gone |      |    |    |
      then | 1    | 6  | A  | 1
      then | 7    | 10 | B  | 2
      run  | 12   |    |    |
      row  | 7    |    | B  | version
      then | 1    | 6  | A  | 1
      then | 7    | 10 | B  | 2
      then | 12   | -  | B  | 3
    `,
  },
  {
    rule: 'A returned member whose row keeps its old date is changed by it as ever',
    deletes: true,
    drawn: `
           | from | to | t1 | t2 |
      have | 1    | 6  | x  | A  | 1
      have | 9    | -  | x  | A  | 2
      run  | 12   |    |    |    |
      row  | 1    |    | y  | B  | overwritten
      then | 1    | 6  | y  | B  | 1
      then | 9    | -  | y  | B  | 2
    `,
  },
  {
    rule: 'What a returning row says of the time before the close is history, and ends with the close',
    deletes: true,
    reopened: 1,
    drawn: `
           | from | to | t2 |
      have | 1    | 6  | A  | 1
      run  | 9    |    |    |
      row  | 4    |    | B  | version
      then | 1    | 4  | A  | 1
      then | 4    | 6  | B  | 2
      then | 9    | -  | B  | 3
    `,
  },
  {
    rule: 'A close that would leave an empty interval waits for the next load that still misses the member',
    deletes: true,
    drawn: `
           | from | to | t2 |
      have | 1    | 6  | A  | 1
      have | 6    | -  | B  | 2
      run  | 6    |    |    |
      gone |      |    |    |
      then | 1    | 6  | A  | 1
      then | 6    | -  | B  | 2
      run  | 7    |    |    |
      gone |      |    |    |
      then | 1    | 6  | A  | 1
      then | 6    | 7  | B  | 2
    `,
  },
  {
    rule: 'By the day a close is its day',
    history: 'day',
    deletes: true,
    reopened: 1,
    drawn: `
           | from | to | t2 |
      have | 1    | -  | A  | 1
      run  | 6 15:00 |    |    |
      gone |      |    |    |
      then | 1    | 6  | A  | 1
      run  | 8 15:00 |    |    |
      row  | 1    |    | A  | version
      then | 1    | 6  | A  | 1
      then | 8    | -  | A  | 2
    `,
  },
  {
    rule: 'An effectiveTo end is no delete: it is moved in place, and the member is not closed again',
    deletes: true,
    ends: true,
    drawn: `
           | from | to | t2 |
      have | 1    | 6  | A  | 1
      run  | 9    |    |    |
      gone |      |    |    |
      then | 1    | 6  | A  | 1
      run  | 10   |    |    |
      row  | 1    | 7  | A  | overwritten
      then | 1    | 7  | A  | 1
      run  | 11   |    |    |
      row  | 1    | -  | A  | overwritten
      then | 1    | -  | A  | 1
    `,
  },
  {
    rule: 'Beside effectiveTo, an end that a delete has set is one: the return begins at the execution time',
    deletes: true,
    ends: true,
    reopened: 1,
    drawn: `
           | from | to | t2 |
      have | 1    | -  | A  | 1
      run  | 6    |    |    |
      gone |      |    |    |
      then | 1    | 6  | A  | 1
      run  | 9    |    |    |
      row  | 1    | -  | A  | version
      then | 1    | 6  | A  | 1
      then | 9    | -  | A  | 2
    `,
  },
]
