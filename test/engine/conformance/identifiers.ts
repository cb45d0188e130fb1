import { expect } from 'vitest'
import type { Session } from '../../../loader/engine/index.ts'
import { column, make, rowsOf, type Stand } from './stand.ts'

const hostile = [
  'select',
  'order',
  'Mixed Case',
  'with space',
  'quo"te',
  "apo'strophe",
  'back`tick',
  'back\\slash',
  'semi; DROP TABLE x; --',
  'dot.ted',
  'a as b',
  'per%cent',
  'question?',
  'dollar$1',
  'straße',
  '名前',
  '123',
]

function longest(session: Session): string {
  const { limit, unit } = session.capabilities.identifier
  // Two bytes a character, so that a limit in characters is not taken for one in bytes.
  return unit === 'characters' ? 'é'.repeat(limit) : 'é'.repeat(Math.floor(limit / 2)) + 'e'.repeat(limit % 2)
}

export function identifierTests({ test }: Stand): void {
  test('hostile names of tables and columns are names like any other', async (session, table) => {
    for (const [index, word] of hostile.entries()) {
      const name = `${table}_${index} ${word}`
      const columns = [column(word, 'integer'), column('n', 'integer')]
      await make(session, name, columns)
      await session.bulkLoad({ table: name, columns }, [[[1, 2]]])
      expect.soft(await rowsOf(session, name), word).toEqual([[1, 2]])
      expect
        .soft(
          (await session.tableColumns(name))?.map((told) => told.name),
          word,
        )
        .toEqual([word, 'n'])
      expect.soft(await session.tablesLike(`${table}_${index} `), word).toEqual([name])
      const told = await session.describe(`SELECT * FROM ${session.dialect.quote(name)}`)
      expect
        .soft(
          told.map((one) => one.name),
          word,
        )
        .toEqual([word, 'n'])
      const [moved] = [`${name}!`]
      await session.execute(session.dialect.renameTable(name, moved))
      await session.execute(session.dialect.dropTable(moved))
    }
  })

  test('the longest name is taken, one longer is refused by name', async (session) => {
    const name = longest(session)
    await make(session, name, [column('n', 'integer')])
    expect(await session.tableExists(name)).toBe(true)
    expect(await session.tablesLike(name)).toEqual([name])
    await session.execute(session.dialect.dropTable(name))
    expect(() => session.dialect.quote(`${name}x`)).toThrow(/characters|bytes/)
  })

  test('names that no engine can hold are refused', async (session) => {
    for (const name of ['', 'nul\0']) expect(() => session.dialect.quote(name)).toThrow()
  })
}
