import type { Story } from '../story.ts'

export const days: readonly Story[] = [
  {
    rule: "With history('day') every start is its day",
    history: 'day',
    drawn: `
           | from    | to | t2 |
      row  | 5 13:00 |    | x  | new
      row  | 7       |    | y  | version
      then | 5       | 7  | x  | 1
      then | 7       | -  | y  | 2
    `,
  },
  {
    rule: 'Without effectiveFrom it is the day of the execution time; a second load of that day replaces in place',
    history: 'day',
    dated: false,
    drawn: `
           | from     | to | t2 |
      run  | 20 08:00 |    |    |
      row  |          |    | x  | new
      then | 20       | -  | x  | 1
      run  | 20 18:00 |    |    |
      row  |          |    | y  | overwritten
      then | 20       | -  | y  | 1
    `,
  },
  {
    rule: 'Only the last of a day counts: the last by full instant, then by order',
    history: 'day',
    drawn: `
           | from    | to | seq | t2 |
      row  | 5 13:00 |    | 1   | c  | superseded
      row  | 5 13:00 |    | 2   | d  | new
      row  | 5 09:00 |    | 9   | b  | superseded
      then | 5       | -  |     | d  | 1
    `,
  },
  {
    rule: 'A→B→A within the day is no change',
    history: 'day',
    drawn: `
           | from    | to | t2 |
      have | 1       | -  | A  | 1
      row  | 5 09:00 |    | B  | superseded
      row  | 5 17:00 |    | A  | unchanged
      then | 1       | -  | A  | 1
    `,
  },
  {
    rule: 'Two rows of one instant with different values quarantine the member; of two instants of a day they do not',
    history: 'day',
    drawn: `
           | from    | to | t2 |
      row  | 5 09:00 |    | x  | superseded
      row  | 5 10:00 |    | y  | new
      then | 5       | -  | y  | 1
      row  | 6 09:00 |    | x  | duplicate-quarantine
      row  | 6 09:00 |    | y  | duplicate-quarantine
      then | 5       | -  | y  | 1
    `,
  },
  {
    rule: 'The limit of the future is an instant, not a day',
    history: 'day',
    drawn: `
           | from     | to | t2 |
      run  | 20 09:00 |    |    |
      row  | 21 09:01 |    | y  | future
      row  | 21 09:00 |    | x  | new
      then | 21       | -  | x  | 1
    `,
  },
  {
    rule: 'Ends are days',
    history: 'day',
    ends: true,
    drawn: `
           | from    | to      | t2 |
      row  | 5 13:00 | 8 07:00 | x  | new
      then | 5       | 8       | x  | 1
    `,
  },
  {
    rule: 'A period within one day is empty in days: rejected, or superseded by a later row of that day',
    history: 'day',
    ends: true,
    drawn: `
           | from    | to      | t2 |
      row  | 5 08:00 | 5 12:00 | x  | empty-period
      row  | 6 08:00 | 6 12:00 | y  | superseded
      row  | 6 12:00 | -       | z  | new
      then | 6       | -       | z  | 1
    `,
  },
  {
    rule: 'A rejected period within a day takes nothing from the row before it',
    history: 'day',
    ends: true,
    drawn: `
           | from    | to      | t2 |
      row  | 5 08:00 | -       | x  | new
      row  | 5 09:00 | 5 12:00 | y  | empty-period
      then | 5       | -       | x  | 1
    `,
  },
  {
    rule: 'Late rows in days: spliced, joined, replaced on the day of a start',
    history: 'day',
    spliced: 1,
    drawn: `
           | from     | to | t2 |
      have | 2        | 9  | x  | 1
      have | 9        | 14 | y  | 2
      have | 14       | -  | x  | 3
      row  | 2 23:00  |    | w  | overwritten
      row  | 4 10:00  |    | v  | version
      row  | 7 10:00  |    | y  | overwritten
      then | 2        | 4  | w  | 1
      then | 4        | 7  | v  | 4
      then | 7        | 14 | y  | 2
      then | 14       | -  | x  | 3
    `,
  },
]
