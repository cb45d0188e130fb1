import { expect } from 'vitest'
import { codeOf, column, make, type Stand, sql } from './stand.ts'

/** Members apart by bytes: case, trailing space, accent, composed and decomposed. */
const texts = ['a', 'a ', ' a', 'A', 'á', 'a\u0301', 'ß', 'ss', 'ﬁ', 'fi', '', ' ', 'à', 'ä', '0', '00', '０']

export function equalityTests({ test }: Stand): void {
  for (const kind of ['varchar', 'text'] as const) {
    test(`${kind} is equal by its bytes`, async (session, table) => {
      const columns = [column('t', kind, kind === 'varchar' ? { length: 20 } : {})]
      await make(session, table, columns)
      const name = session.dialect.quote(table)
      await session.bulkLoad({ table, columns }, [texts.map((text) => [text])])
      const distinct = await session.query(`SELECT t, COUNT(*) FROM ${name} GROUP BY t`)
      expect(distinct.map(([text, n]) => [text, Number(n)]).sort()).toEqual(texts.map((text) => [text, 1]).sort())
      for (const text of texts) {
        const found = await session.query(sql(session, [`SELECT t FROM ${name} WHERE t = `, ''], text))
        expect.soft(found, JSON.stringify(text)).toEqual([[text]])
      }
      const pairs = await session.query(`SELECT COUNT(*) FROM ${name} x JOIN ${name} y ON x.t = y.t`)
      expect(Number(pairs[0]?.[0])).toBe(texts.length)
    })
  }

  test('text is put in order by its bytes', async (session, table) => {
    const columns = [column('t', 'text'), column('v', 'varchar', { length: 5 })]
    await make(session, table, columns)
    const inOrder = ['', ' ', '-b', 'A', 'B', '_', 'a', 'a-b', 'aa', 'b', 'ä', '名', '😀']
    await session.bulkLoad({ table, columns }, [inOrder.toReversed().map((text) => [text, text])])
    const name = session.dialect.quote(table)
    expect((await session.query(`SELECT t FROM ${name} ORDER BY t`)).flat()).toEqual(inOrder)
    expect((await session.query(`SELECT v FROM ${name} ORDER BY v`)).flat()).toEqual(inOrder)
  })

  test('a unique key takes texts apart by bytes and many NULLs, where there are keys', async (session, table) => {
    if (!session.capabilities.indexes) return
    const columns = [column('n', 'integer', { nullable: false }), column('t', 'varchar', { length: 20 })]
    await make(session, table, columns, { primaryKey: ['n'], unique: [['t']] })
    const rows = [...texts, null, null, null].map((text, n) => [n, text])
    expect((await session.bulkLoad({ table, columns }, [rows])).loaded).toBe(rows.length)
    expect(await codeOf(session.bulkLoad({ table, columns }, [[[100, 'a']]]))).toBe('duplicate-key')
  })
}
