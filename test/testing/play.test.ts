import { describe, expect, test } from 'vitest'
import {
  audit,
  date,
  dateDimension,
  dateTable,
  degenerate,
  dimension,
  fact,
  history,
  integer,
  key,
  measure,
  natural,
  nullable,
  reference,
  source,
  sql,
  table,
  timestamp,
  varchar,
} from '../../loader/index.ts'
import { play } from '../../loader/testing/index.ts'

const storeDim = table('store_dim', {
  store_key: key(),
  store_id: natural(integer()),
  name: varchar(75),
  city: nullable(varchar(128)),
  ...history(),
  ...audit(),
})
const store = dimension({
  name: 'store',
  table: storeDim,
  source: source({
    from: 'shop',
    columns: { store_id: integer(), name: varchar(75), city: nullable(varchar(128)), changed_at: timestamp() },
    sql: sql`SELECT nothing that is ever asked for`,
  }),
  attributes: { name: 'type2', city: 'type1' },
  effectiveFrom: 'changed_at',
})
const dateDim = dateTable('date_dim')
const days = dateDimension({ name: 'day', table: dateDim, from: '2024-01-01', to: '2024-01-31' })
const visitFact = table(
  'visit_fact',
  {
    date_key: reference(dateDim),
    store_key: reference(storeDim),
    visit_id: degenerate(integer()),
    minutes: measure(integer()),
    ...audit(),
  },
  { grain: ['visit_id'] },
)
const visit = fact({
  name: 'visit',
  table: visitFact,
  source: source({
    from: 'shop',
    columns: {
      visit_id: integer(),
      store_id: nullable(integer()),
      visited_on: date(),
      visited_at: timestamp(),
      duration: integer(),
    },
    sql: sql`SELECT nothing that is ever asked for`,
  }),
  from: { minutes: 'duration' },
  lookups: {
    date_key: { dimension: days, on: { full_date: 'visited_on' } },
    store_key: { dimension: store, on: { store_id: 'store_id' }, asOf: 'visited_at' },
  },
})

const twoStores = `
  source store
  | store_id | name  | city | changed_at |
  | 1        | North | Troy | 2024-01-01 |
  | 2        | South | NULL | 2024-01-05 12:00 |

  load store at 2024-01-10
`

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
})

describe('a story that is not true fails, and says how', () => {
  const failing = (story: string) => play([store], twoStores + story).then(() => 'passed', String)

  test('another value, a row too few, a row too many', async () => {
    expect(
      await failing(`
      after store_dim
      | store_key | store_id | name  | city | valid_to |
      | $a        | 1        | North | Rome | open     |
      | $b        | 3        | East  | NULL | open     |
      `),
    ).toMatchInlineSnapshot(`
      "AssertionError [ERR_ASSERTION]: store_dim is not as drawn:
        | store_key | store_id | name  | city | valid_to |
      - | $a        | 1        | North | Rome | open     |
      + | 1         | 1        | North | Troy | open     |
      - | $b        | 3        | East  | NULL | open     |
      + | 2         | 2        | South | NULL | open     |
      - drawn, and not there; + there, and not drawn."
    `)
  })

  test.each([
    ['two variables for one key', '| store_key | store_id |\n| $a | 1 |\n| $a | 2 |'],
    ['fewer rows', '| store_id |\n| 1 |'],
    ['more rows', '| store_id |\n| 1 |\n| 2 |\n| 2 |'],
    ['a row that is not there, in part', '| store_id |\n| 3 |\n...'],
    ['NULL is no text', '| city |\n| Troy |\n| "NULL" |'],
  ])('%s', async (_, drawn) => {
    expect(await failing(`after store_dim\n${drawn}`)).toContain('store_dim is not as drawn')
  })

  test.each([
    ['counts store: read 2, new 1', '+ new 2, read 2'],
    ['counts store: read 2', '+ new 2, read 2'],
    ['rejects store\n| reason |\n| type |', 'rejects store is not as drawn'],
    [
      'load store\nfails store: too-many-rejects\ncounts store: read 2',
      'was to fail with too-many-rejects, and ended done',
    ],
  ])('%s', async (line, sentence) => {
    expect(await failing(line)).toContain(sentence)
  })

  test('a key that was another', async () => {
    const story = (keys: string) => `
      after store_dim
      | store_key | store_id |
      | $a        | 1        |
      | $b        | 2        |
      after store_dim
      ${keys}`
    expect(await failing(story('| store_id | store_key |\n| 1 | $a |\n| 2 | $b |'))).toBe('passed')
    expect(await failing(story('| store_id | store_key |\n| 2 | $a |\n| 1 | $b |'))).toMatch(/\$a = \d/)
  })

  test('a load that was not to fail', async () => {
    const story = 'source store\n| store_id | name | changed_at |\n| x | a | 2024-01-01 |\nload\ncounts store: read 1'
    expect(await play([store], story).then(() => 'passed', String)).toContain('store was not loaded (too-many-rejects)')
  })
})

describe('a story that cannot be read says so', () => {
  test.each([
    ['load', 'compares nothing'],
    ['load store\nafter store_dim', 'A table follows it'],
    ['source store\n| id |\n| 1 |\nload\ncounts store: read 1', 'it has no column id'],
    ['source store\n| store_id | name |\n| 1 | a |\nload\ncounts store: read 1', 'changed_at may not be NULL'],
    ['load\ncounts store: read 1', 'before its source was drawn'],
    [`${twoStores}\nafter store_dim\n| nam |\n| a |`, 'store_dim has no column nam'],
    [`${twoStores}\nafter shop_dim\n| nam |\n| a |`, 'There is no shop_dim'],
    [`${twoStores}\nafter store_dim\n| name | city |\n| a |`, 'This line has 1 cells, and its header 2'],
    [`${twoStores}\nafter store_dim\n| version |\n| a |`, 'version is integer, and the drawn "a" is none'],
    [`${twoStores}\nafter store_dim\n| name | name |\n| a | b |`, 'stands there twice'],
    ['load shop\ncounts store: read 1', 'shop'],
    [`${twoStores}\ncount store: 2`, 'is no step of a story'],
    [`${twoStores}\ncounts store: two`, 'Counts are words and numbers'],
    [`fails store: x\ncounts store: read 1`, 'right behind its load'],
  ])('%s', async (story, sentence) => {
    await expect(play([store], story)).rejects.toThrow(sentence)
  })
})
