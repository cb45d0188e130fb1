import type { Story } from '../story.ts'

export const withoutHistory: readonly Story[] = [
  {
    rule: 'Without history a member has one version of all time',
    history: null,
    drawn: `
           | t0 | t1 |
      row  | a  | b  | new
      then | a  | b  | 1
    `,
  },
  {
    rule: 'Type 0 stays, type 1 overwrites, of either kind',
    history: null,
    drawn: `
           | t0 | t1 | t1l |
      have | a  | b  | c   | 1
      row  | A  | B  | C   | overwritten
      then | a  | B  | C   | 1
    `,
  },
  {
    rule: 'The same content writes nothing, a type-0 change alone neither',
    history: null,
    drawn: `
           | t0 | t1   |
      have | a  | NULL | 1
      row  | A  | NULL | unchanged
      then | a  | NULL | 1
    `,
  },
  {
    rule: 'The last by order is the change',
    history: null,
    drawn: `
           | seq | t0 | t1 |
      row  | 2   | a  | b  | new
      row  | 1   | A  | B  | superseded
      then |     | a  | b  | 1
    `,
  },
  {
    rule: 'Duplicates are one row; rows that differ quarantine the member',
    history: null,
    drawn: `
           | t1 |
      row  | a  | new
      row  | a  | duplicate
      then | a  | 1
      row  | b  | duplicate-quarantine
      row  | c  | duplicate-quarantine
      then | a  | 1
    `,
  },
]
