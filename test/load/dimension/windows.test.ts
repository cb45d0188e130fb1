import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { integer, natural } from '../../../loader/schema/index.ts'
import { ways } from '../world/ways.ts'
import type { World } from '../world/world.ts'
import { type MemberWorld, makeMemberWorld, member, memberShape } from './member-world.ts'

describe.each(ways('duckdb'))('dimensions that go by windows ($way)', (engine) => {
  let shop: MemberWorld
  let world: World
  beforeAll(async () => {
    shop = await makeMemberWorld(engine)
    world = shop.world
  })
  afterAll(() => shop[Symbol.asyncDispose]())
  beforeEach(() => shop.clear())

  const fill: MemberWorld['fill'] = (...given) => shop.fill(...given)
  const load: MemberWorld['load'] = (...given) => shop.load(...given)
  const versions = () => shop.versions()
  const watermark = () => shop.watermark()
  const everything = () =>
    world.rows(member().table, 'member_key id valid_from valid_to name is_current version inserted_run updated_run')

  it('the first load reads all, the next ones the rows beyond the last number alone; who is not among them stays', async () => {
    await fill([1, 'A', '2020-01-01', 5], [2, 'B', '2020-01-01', 7], [3, 'C', '2020-01-01', 1])
    expect(await load()).toBe('read 3, new 3')
    expect(await watermark()).toEqual(['8'])
    // 1 is gone, 3 has changed behind the watermark: neither is seen.
    await fill([2, 'B2', '2022-01-01', 8], [3, 'C2', '2022-01-01', 7], [4, 'D', '2022-01-01', 9])
    expect(await load()).toBe('read 2, new 1, version 1')
    expect(await versions()).toEqual([
      '1 | 2020-01-01 | open | A | true',
      '2 | 2020-01-01 | 2022-01-01 | B | false',
      '2 | 2022-01-01 | open | B2 | true',
      '3 | 2020-01-01 | open | C | true',
      '4 | 2022-01-01 | open | D | true',
    ])
    expect(await watermark()).toEqual(['10'])
  })

  it('a late row within the lookback is spliced; the same load again writes nothing', async () => {
    const dimension = member({ lookback: 5 })
    await fill([1, 'A', '2020-01-01', 1], [1, 'C', '2022-01-01', 10], [2, 'X', '2020-01-01', 10])
    expect(await load(dimension)).toBe('read 3, new 2, version 1')
    await fill([1, 'B', '2021-01-01', 6], [2, 'X', '2020-01-01', 10], [2, 'W', '2019-01-01', 5])
    expect(await load(dimension)).toBe('read 2, version 1, unchanged 1')
    const spliced = [
      '1 | 2020-01-01 | 2021-01-01 | A | false',
      '1 | 2021-01-01 | 2022-01-01 | B | false',
      '1 | 2022-01-01 | open | C | true',
      '2 | 2020-01-01 | open | X | true',
    ]
    expect(await versions()).toEqual(spliced)
    const before = await everything()
    expect(await load(dimension, { at: '2024-08-01' })).toBe('read 2, unchanged 2')
    expect(await everything()).toEqual(before)
    expect(await watermark()).toEqual(['11'])
  })

  it('by a time: up to the clock of the source less settle, and again from the last end less ten minutes', async () => {
    const now = String((await world.query(world.warehouse.dialect.now))[0]?.[0]).slice(0, 19)
    const ago = (seconds: number, from = now) =>
      new Date(Date.parse(`${from.slice(0, 19).replace(' ', 'T')}Z`) - seconds * 1000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ')
    const dimension = member({ by: 'moment', settle: '1 hour' })
    await fill([1, 'A', '2020-01-01', 0, ago(3660)], [2, 'B', '2020-01-01', 0, ago(3000)])
    expect(await load(dimension)).toBe('read 1, new 1')
    const [last = ''] = await watermark()
    expect(last >= ago(3601) && last < ago(3000)).toBe(true)
    await fill(
      [3, 'C', '2020-01-01', 0, ago(12 * 60, last)],
      [1, 'A2', '2021-01-01', 0, ago(8 * 60, last)],
      [2, 'B', '2020-01-01', 0, ago(-60)],
    )
    expect(await load(dimension)).toBe('read 1, version 1')
    // A window without rows leaves the watermark.
    const before = await watermark()
    await fill()
    expect(await load(dimension)).toBe('')
    expect(await watermark()).toEqual(before)
  })

  it('--full-refresh reads from the beginning into the same members, and closes nobody', async () => {
    await fill([1, 'A', '2020-01-01', 1], [2, 'B', '2020-01-01', 9])
    await load()
    await fill([1, 'A2', '2021-01-01', 1], [3, 'C', '2020-01-01', 2])
    expect(await load()).toBe('')
    expect(await load(member(), { fullRefresh: true })).toBe('read 2, new 1, version 1')
    expect(await versions()).toEqual([
      '1 | 2020-01-01 | 2021-01-01 | A | false',
      '1 | 2021-01-01 | open | A2 | true',
      '2 | 2020-01-01 | open | B | true',
      '3 | 2020-01-01 | open | C | true',
    ])
    expect(await watermark()).toEqual(['3'])
  })

  it('an attribute that was added has its value for every member', async () => {
    await fill([1, 'A', '2020-01-01', 1], [2, 'B', '2020-01-01', 2])
    const narrow = member({}, { keep: 'nothing', columns: { id: natural(integer()) }, attributes: {} })
    const { effectiveFrom: _, ...before } = narrow
    expect(await load(before)).toBe('read 2, new 2')
    const after = {
      ...before,
      table: { ...before.table, columns: { ...before.table.columns, name: memberShape.name } },
    }
    const name = { name: 'name', column: memberShape.name }
    await world.execute(String(world.warehouse.dialect.alter.addColumn('member', name)))
    const added = { ...after, attributes: { name: { from: 'name', change: 'type1', overwrite: 'all' } } } as const
    expect(await load(added)).toBe('read 2, overwritten 2')
    expect(await world.rows(after.table, 'id name', 'member_key > 0')).toEqual(['1 | A', '2 | B'])
    expect(await load(added)).toBe('')
  })
})
