import type { Story } from '../story.ts'

export const order: readonly Story[] = [
  {
    rule: 'Rows equal in date and order with equal values are one row; the others are duplicates',
    drawn: `
           | from | to | t1 | t2 |
      row  | 5    |    | a  | x  | new
      row  | 5    |    | a  | x  | duplicate
      row  | 5    |    | a  | x  | duplicate
      then | 5    | -  | a  | x  | 1
    `,
  },
  {
    rule: "Equal in date and order with different values: all of the member's rows go to quarantine",
    drawn: `
           | from | to | t1 | t2 |
      have | 1    | -  | a  | x  | 1
      row  | 4    |    | a  | w  | duplicate-quarantine
      row  | 5    |    | a  | y  | duplicate-quarantine
      row  | 5    |    | b  | y  | duplicate-quarantine
      row  | 5    |    | b  | y  | duplicate-quarantine
      row  | 9    |    | a  | z  | duplicate-quarantine
      then | 1    | -  | a  | x  | 1
    `,
  },
  {
    rule: 'The values that differ may be of any change type, type 0 too',
    dated: false,
    drawn: `
           | from | to | t0 | t2 |
      have | 1    | -  | a  | x  | 1
      row  |      |    | b  | x  | duplicate-quarantine
      row  |      |    | c  | x  | duplicate-quarantine
      then | 1    | -  | a  | x  | 1
    `,
  },
  {
    rule: 'A rejected row is as if it were not there: it contradicts nothing',
    ends: true,
    drawn: `
           | from | to | t2 |
      row  | 5    | 4  | x  | empty-period
      row  | 5    | -  | y  | new
      then | 5    | -  | y  | 1
    `,
  },
  {
    rule: 'A row rejected for its own dates keeps its own reason in a quarantined member',
    drawn: `
           | from | to | t2 |
      row  | NULL |    | x  | null-date
      row  | 5    |    | y  | duplicate-quarantine
      row  | 5    |    | z  | duplicate-quarantine
    `,
  },
  {
    rule: 'Equal effectiveFrom, told apart by order: the last wins, the others are superseded',
    drawn: `
           | from | to | seq | t2 |
      row  | 5    |    | 2   | y  | superseded
      row  | 5    |    | 10  | z  | new
      row  | 5    |    | 1   | x  | superseded
      then | 5    | -  |     | z  | 1
    `,
  },
  {
    rule: 'A duplicate of a superseded row is a duplicate',
    drawn: `
           | from | to | seq | t2 |
      row  | 5    |    | 1   | x  | superseded
      row  | 5    |    | 1   | x  | duplicate
      row  | 5    |    | 2   | y  | new
      then | 5    | -  |     | y  | 1
    `,
  },
  {
    rule: 'effectiveFrom comes before order',
    drawn: `
           | from | to | seq | t2 |
      row  | 6    |    | 1   | y  | version
      row  | 5    |    | 2   | x  | new
      then | 5    | 6  |     | x  | 1
      then | 6    | -  |     | y  | 2
    `,
  },
  {
    rule: 'Without effectiveFrom the last by order is the change',
    dated: false,
    drawn: `
           | from | to | seq | t0 | t1 | t2 |
      have | 1    | -  |     | a  | b  | x  | 1
      row  |      |    | 2   | A  | C  | z  | version
      row  |      |    | 1   | A  | B  | y  | superseded
      then | 1    | 20 |     | a  | C  | x  | 1
      then | 20   | -  |     | a  | C  | z  | 2
    `,
  },
  {
    rule: 'NULL in an order column comes first',
    dated: false,
    drawn: `
           | from | to | seq  | t2 |
      row  |      |    | 0    | y  | new
      row  |      |    | NULL | x  | superseded
      then | 20   | -  |      | y  | 1
    `,
  },
  {
    rule: 'The superseded row leaves no trace, not even A→B→A at one instant',
    drawn: `
           | from | to | seq | t1 | t2 |
      have | 1    | -  |     | a  | A  | 1
      row  | 5    |    | 1   | b  | B  | superseded
      row  | 5    |    | 2   | a  | A  | unchanged
      then | 1    | -  |     | a  | A  | 1
    `,
  },
]
