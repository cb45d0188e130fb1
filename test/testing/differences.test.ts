import { describe, expect, test } from 'vitest'
import { play } from '../../loader/testing/index.ts'
import { store, twoStores, visit } from './store.ts'

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
    ['one variable for two keys', '| store_key | store_id |\n| $a | 1 |\n| $a | 2 |'],
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

  test('two variables for one key', async () => {
    const story =
      'after store_dim\n| store_key | store_id |\n| $a | 1 |\n...\nafter store_dim\n| store_key | store_id |\n'
    expect(await failing(`${story}| $a | 1 |\n...`)).toBe('passed')
    expect(await failing(`${story}| $b | 1 |\n...`)).toContain('store_dim is not as drawn')
  })

  test('a load that writes when it is done again', async () => {
    let calls = 0
    const { derive: _derive, ...plain } = store.source
    const restless = { ...store, source: { ...plain, derive: () => ({ mood: `n${++calls}` }) } }
    const moody = {
      ...restless,
      attributes: { ...store.attributes, name: { from: 'mood', change: 'type2', overwrite: 'all' } },
    } as const
    const told = await play([moody], `${twoStores}counts store: read 2, new 2`, { again: true }).then(
      () => 'passed',
      String,
    )
    expect(told).toMatch(/store_dim: the same load once more wrote\.\n- .*n1.*\n\+ .*n3/)
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
    ['load store --accept-all\ncounts store: read 1', 'is no step of a story'],
    [`fails store: x\ncounts store: read 1`, 'right behind its load'],
  ])('%s', async (story, sentence) => {
    await expect(play([store], story)).rejects.toThrow(sentence)
  })
})

test('a dimension with windows is refused, and read whole it is not', async () => {
  const recent = { ...store, read: { mode: 'incremental', by: 'changed_at' } } as const
  await expect(play([recent], 'load\ncounts store: read 0')).rejects.toThrow('read: full }]')
})

test('a fact with windows is refused, and rebuilt it is not', async () => {
  const recent = { ...visit, refresh: { mode: 'append', by: 'visited_at' } } as const
  await expect(play([recent], 'load\ncounts visit: read 0')).rejects.toThrow('refresh: rebuild()')
})
