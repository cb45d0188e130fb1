import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { integer, nullable, timestamp, varchar } from '../../../loader/schema/index.ts'
import { drawDimension, drawSource } from '../world/shapes.ts'
import { ways } from '../world/ways.ts'
import { makeWorld, type World } from '../world/world.ts'

describe.each(ways('duckdb'))('what derive adds ($way)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it('derive adds columns; local times become UTC once, on both paths', async () => {
    const columns = { id: integer(), since: timestamp(), zone: varchar(30) }
    const zoned = (derive: boolean, table: string) =>
      drawDimension(table, {
        attributes: { name: 'type1', city: 'type1' },
        effectiveFrom: 'since',
        source: {
          ...drawSource('zoned', { ...columns, ...(derive ? {} : { name: varchar(10), city: nullable(varchar(10)) }) }),
          zone: 'America/New_York',
          ...(derive
            ? { derive: ({ since, id }) => ({ name: String(since).slice(11, 19), city: id === 1 ? 'one' : null }) }
            : {}),
        },
      })
    await world.fill('zoned', 'id integer, since varchar, zone varchar, name varchar, city varchar', [
      [1, '2020-07-01 12:00:00', 'x', '16:00:00', 'one'],
      [2, '2020-01-01 12:00:00.5', 'x', '17:00:00', null],
    ])
    for (const derive of [true, false]) {
      const dimension = zoned(derive, derive ? 'zoned_derived' : 'zoned_plain')
      const outcome = await world.load(dimension, { at: '2021-01-01' })
      expect(outcome.error).toBeUndefined()
      expect(await world.rows(dimension.table, 'id name city valid_from', `${dimension.name}_key > 0`)).toEqual([
        '1 | 16:00:00 | one | 2020-07-01 16:00:00.000000',
        '2 | 17:00:00 | - | 2020-01-01 17:00:00.500000',
      ])
    }
  })

  it('a column that derive reads although its value does not fit rejects the row; one that it leaves alone does not', async () => {
    await world.fill('member', 'id varchar, name varchar, city varchar, score varchar', [
      [1, 'A', null, '5'],
      [2, 'B', null, 'x'],
      [3, 'C', null, 'y'],
    ])
    const scored = drawDimension('member', {
      source: {
        ...drawSource('member', { id: integer(), name: varchar(10), score: integer() }),
        derive: (row) => ({ city: row['id'] === 3 ? 'none' : `score ${row['score']}` }),
      },
    })
    const { counts, error } = await world.load(scored)
    expect(error).toBeUndefined()
    expect(counts).toMatchObject({ read: 3, new: 2, rejected: 1 })
    expect(await world.rows(scored.table, 'id city', 'member_key > 0')).toEqual(['1 | score 5', '3 | none'])
    expect(await world.rejects('member')).toEqual(['type | - | {"id":"2","name":"B","score":"x","city":null}'])
  })
})
