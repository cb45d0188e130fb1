import { describe, expect, test } from 'vitest'
import { play } from '../../loader/testing/index.ts'
import { days, store, twoStores, visit } from './store.ts'

describe('a story that is true passes', () => {
  test('versions, keys by variables, counts, the same load once more', async () => {
    await play(
      [store],
      `
      ${twoStores}
      counts store: read 2, new 2
      after store_dim
      | store_key | store_id | name  | city | valid_from       | valid_to | is_current | version |
      |-----------|----------|-------|------|------------------|----------|------------|---------|
      | $south    | 2        | South | NULL | 2024-01-05 12:00 | open     | true       | 1       |
      | $north    | 1        | North | Troy | 2024-01-01       | open     | true       | 1       |

      source store
      | store_id | name | changed_at |
      | 1        | Nord | 2024-01-08 |

      load at 2024-01-11 08:30
      counts store: 1 version, read 1
      after store_dim
      | store_key | name  | city | valid_from | valid_to   |
      | $north    | North | NULL | 2024-01-01 | 2024-01-08 |
      | $nord     | Nord  | NULL | 2024-01-08 | open       |
      ...
      `,
      { again: true },
    )
  })

  test('facts find their versions by the same variables; generated sources need no drawing', async () => {
    await play(
      [store, days, visit],
      `
      before store_dim
      | store_key | store_id | name  | valid_from | valid_to   |
      | $old      | 1        | North | begin      | 2024-01-05 |
      | $new      | 1        | Nord  | 2024-01-05 | open       |

      source visit
      | visit_id | store_id | visited_on | visited_at          | duration |
      | 1        | 1        | 2024-01-04 | 2024-01-04 23:59:59 | 10       |
      | 2        | 1        | 2024-01-05 | 2024-01-05          | 20       |
      | 3        | NULL     | 2024-02-01 | 2024-02-01          | 30       |
      | 4        | 7        | 2024-01-05 | 2024-01-05          | 40       |

      load day, visit at 2024-02-02
      after visit_fact
      | date_key | store_key | visit_id | minutes |
      | 20240104 | $old      | 1        | 10      |
      | 20240105 | $new      | 2        | 20      |
      | -1       | -2        | 3        | 30      |
      | 20240105 | -1        | 4        | 40      |
      after store_dim
      | store_key | store_id | is_current | version |
      | -1        | NULL     | true       | 1       |
      | -2        | NULL     | true       | 1       |
      | -3        | NULL     | true       | 1       |
      | $old      | 1        | false      | 1       |
      | $new      | 1        | true       | 2       |
      `,
    )
  })

  test('what is rejected, and a unit that must fail', async () => {
    await play(
      [store],
      String.raw`
      source store
      | store_id | name            | changed_at |
      | x        | "a | \"b\"\t"   | 2024-01-01 |
      | 2        | "  "            | 2024-01-01 |
      load at 2024-01-10
      rejects store
      | reason | key  | row |
      | type   | NULL | {"store_id":"x","name":"a | \"b\"\t","city":null,"changed_at":"2024-01-01"} |
      after store_dim
      | store_id | name |
      | 2        | "  " |

      source store
      | store_id | name | changed_at |
      | y        | a    | 2024-01-01 |
      load store at 2024-01-11
      fails store: too-many-rejects
      after store_dim
      | store_id |
      | 2        |
      `.replace(
        '| {"store_id":"x","name":"a | \\"b\\"\\t","city":null,"changed_at":"2024-01-01"} |',
        `| ${JSON.stringify(JSON.stringify({ store_id: 'x', name: 'a | "b"\t', city: null, changed_at: '2024-01-01' }))} |`,
      ),
    )
  })

  test('flags of the command line', async () => {
    const closing = { ...store, deletes: 'close' } as const
    const second = `source store\n| store_id | name | city | changed_at |\n| 2 | South | NULL | 2024-01-05 12:00 |\nload at 2024-01-11`
    await play(
      [closing],
      `${twoStores}${second} --accept-deletes
      after store_dim
      | store_id | valid_to   |
      | 1        | 2024-01-11 |
      | 2        | open       |`,
    )
    await expect(play([closing], `${twoStores}${second}\ncounts store: read 1, unchanged 1`)).rejects.toThrow(
      'was not loaded',
    )
  })
})
