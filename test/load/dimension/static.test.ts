import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  audit,
  boolean,
  type DefinitionError,
  date,
  decimal,
  dimension,
  feeding,
  history,
  integer,
  key,
  natural,
  nullable,
  rows,
  table,
  varchar,
} from '../../../loader/index.ts'
import { definitionHash } from '../../../loader/model/index.ts'
import { ways } from '../world/ways.ts'
import { makeWorld, type World } from '../world/world.ts'

const methodDim = table('method', {
  method_key: key(),
  method_id: natural(integer()),
  name: varchar(5),
  fee: nullable(decimal(5, 2)),
  since: date(),
  instant: boolean(),
  ...history(),
  ...audit(),
})

type List = Parameters<typeof rows<ReturnType<typeof feeding<'method', typeof methodDim.columns>>>>[1]
const method = (list: List) =>
  dimension({
    name: 'method',
    table: methodDim,
    source: rows(feeding(methodDim), list),
    attributes: { name: 'type2', fee: 'type1', since: 'type1', instant: 'type1' },
    deletes: 'close',
    maxDeleteShare: 0.5,
    rejects: { warn: 1, fail: 1 },
  })
const card = { method_id: 1, name: 'Card', fee: '1.5', since: '2020-02-29', instant: true } as const
const cash = { method_id: 2, name: 'Cash', fee: null, since: '1999-12-31', instant: false } as const

describe.each(ways('duckdb', 'mysql', 'postgres'))('a static dimension ($way)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it('its rows are conformed, changed, rejected and closed like any others', async () => {
    const shown = () => world.rows(methodDim, 'method_id name fee since instant is_current', 'method_key > 0')
    const first = await world.load(method([card, cash]), { at: '2020-01-01' })
    expect(first.error).toBeUndefined()
    expect(first.counts).toMatchObject({ read: 2, new: 2 })
    expect(await shown()).toEqual([
      '1 | Card | 1.50 | 2020-02-29 | true | true',
      '2 | Cash | - | 1999-12-31 | false | true',
    ])
    expect((await world.load(method([card, cash]), { at: '2020-01-02' })).counts).toMatchObject({ unchanged: 2 })
    const changed = await world.load(
      method([
        { ...card, name: 'Debit' },
        { ...cash, method_id: 3, name: 'too long' },
      ]),
      {
        at: '2020-01-03',
      },
    )
    expect(changed.counts).toMatchObject({ read: 2, version: 1, rejected: 1 })
    expect(changed.notes.closed).toBe(1)
    expect(await world.rejects('method')).toEqual([
      'type | method_id=3 | {"method_id":3,"name":"too long","fee":null,"since":"1999-12-31","instant":false}',
    ])
    expect(await world.rows(methodDim, 'method_id name', 'is_current AND method_key > 0')).toEqual(['1 | Debit'])
  })
})

describe('rows', () => {
  it('another row is another definition', () => {
    expect(definitionHash(method([card]))).toBe(definitionHash(method([{ ...card }])))
    expect(definitionHash(method([card]))).not.toBe(definitionHash(method([{ ...card, fee: '2' }])))
  })

  it.each([
    [{ method_id: 1 }, 'rows: row 2 has no name. Give it a value, or NULL where the column takes that.'],
    [
      { ...cash, colour: 1 },
      'rows: row 2 has colour, which is no column. There are method_id, name, fee, since, instant.',
    ],
  ])('a row that does not have the columns', (row, sentence) => {
    const untyped = rows as unknown as (columns: object, list: readonly object[]) => unknown
    expect(() => untyped(feeding(methodDim), [card, row])).toThrow(
      expect.objectContaining({ code: 'bad-rows', message: sentence } satisfies Partial<DefinitionError>),
    )
  })

  it('is not changed by who made it', () => {
    const list = [{ ...card }]
    const made = rows(feeding(methodDim), list)
    Object.assign(list[0] ?? {}, { name: 'Other' })
    expect([...(made.rows?.() ?? [])]).toEqual([card])
  })
})
