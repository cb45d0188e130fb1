import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DimensionShape, SourceShape } from '../../../loader/model/index.ts'
import { integer, nullable, timestamp, varchar } from '../../../loader/schema/index.ts'
import { drawDimension, drawSource } from '../world/shapes.ts'
import { ways } from '../world/ways.ts'
import { makeWorld, type World } from '../world/world.ts'

const fields = { id: integer(), name: varchar(3), city: nullable(varchar(10)), since: timestamp() }
const closing = (options: Parameters<typeof drawDimension>[1] = {}): DimensionShape =>
  drawDimension('gone', { deletes: 'close', source: drawSource('gone', fields), ...options })
type Row = Parameters<NonNullable<SourceShape['derive']>>[0]
const versions = 'id name valid_from valid_to is_current version'

describe.each(ways('duckdb'))('members that are gone from the source ($way)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const fresh = () => world.execute('DROP TABLE IF EXISTS gone')
  const fill = (...rows: readonly (readonly [id: string | number | null, name: string, since?: string])[]) =>
    world.fill(
      'gone',
      'id varchar, name varchar, city varchar, since varchar, until varchar',
      rows.map(([id, name, since = '2020-01-01']) => [id, name, null, since, null]),
    )
  const members = (...ids: readonly number[]) => fill(...ids.map((id) => [id, 'A'] as const))
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)
  const load = async (at: string, options: Parameters<typeof drawDimension>[1] = {}, acceptDeletes = false) => {
    const outcome = await world.load(closing(options), { at, acceptDeletes })
    expect(outcome.error).toBeUndefined()
    return outcome
  }
  const shown = async (id: number) =>
    (await world.rows(closing().table, versions, `id = ${id}`)).map((row) =>
      row.replaceAll(' 00:00:00.000000', '').replaceAll('9999-12-31 23:59:59.999999', 'open'),
    )
  const current = async () => (await world.rows(closing().table, 'id', 'is_current AND gone_key > 0')).map(Number)

  it('FAULTS 27: closed, closed once, and reopened by the same row with the gap', async () => {
    await fresh()
    await members(...range(1, 10))
    await load('2020-01-01')
    await members(...range(2, 10))
    const { counts, notes } = await load('2020-02-01')
    expect(counts).toMatchObject({ read: 9, unchanged: 9, overwritten: 0 })
    expect(notes).toEqual({ spliced: 0, closed: 1, misses: {} })
    expect(await shown(1)).toEqual(['1 | A | 2020-01-01 | 2020-02-01 | false | 1'])
    expect((await load('2020-03-01')).notes).toEqual({ spliced: 0, misses: {} })
    expect(await shown(1)).toEqual(['1 | A | 2020-01-01 | 2020-02-01 | false | 1'])

    await members(...range(1, 10))
    const back = await load('2020-04-01')
    expect(back.counts).toMatchObject({ read: 10, version: 1, unchanged: 9, new: 0 })
    expect(back.notes).toEqual({ spliced: 0, reopened: 1, misses: {} })
    const after = ['1 | A | 2020-01-01 | 2020-02-01 | false | 1', '1 | A | 2020-04-01 | open | true | 2']
    expect(await shown(1)).toEqual(after)
    expect((await load('2020-04-02')).counts).toMatchObject({ read: 10, unchanged: 10 })
    expect(await shown(1)).toEqual(after)
    expect(await world.rows(closing().table, 'gone_key valid_to', 'gone_key < 0')).toHaveLength(3)
  })

  it('a sample of the source tells nobody gone', async () => {
    await fresh()
    await members(...range(1, 10))
    await load('2020-01-01')
    const sampled = await world.load(closing(), { at: '2020-02-01', sample: 5 })
    expect(sampled.error).toBeUndefined()
    expect(sampled.counts).toMatchObject({ read: 2, unchanged: 2 })
    expect(await current()).toEqual(range(1, 10))
  })

  it('ignored unless asked for', async () => {
    await fresh()
    await members(1, 2)
    await load('2020-01-01', { deletes: 'ignore' })
    await members()
    await load('2020-02-01', { deletes: 'ignore' })
    expect(await current()).toEqual([1, 2])
  })

  it.each([
    ['exactly the limit', 10, 8, 0.2, 'done'],
    ['more than the limit', 10, 7, 0.2, 'too-many-deletes'],
    ['29 of 100 at 0.29', 100, 71, 0.29, 'done'],
    ['all where all may go', 3, 1, 1, 'done'],
    ['not one may go', 10, 9, 0, 'too-many-deletes'],
    ['no row at all, whatever the limit', 3, 0, 1, 'too-many-deletes'],
  ] as const)('FAULTS 28: the circuit breaker: %s', async (_, before, after, maxDeleteShare, end) => {
    await fresh()
    await members(...range(1, before))
    await load('2020-01-01')
    await members(...range(1, after))
    const outcome = await world.load(closing({ maxDeleteShare }), { at: '2020-02-01' })
    expect(outcome.status).toBe(end === 'done' ? 'done' : 'failed')
    if (end === 'done') {
      expect(await current()).toEqual(range(1, after))
      return
    }
    expect(outcome.error).toMatchObject({ code: end, message: expect.stringContaining('--accept-deletes') })
    expect(outcome.notes.closed ?? 0).toBeLessThanOrEqual(before - after)
    expect(await current()).toEqual(range(1, before))
    await load('2020-03-01', { maxDeleteShare }, true)
    expect(await current()).toEqual(range(1, after))
  })

  it('members closed before do not count, and where none is current nothing is refused', async () => {
    await fresh()
    await members()
    expect((await load('2020-01-01')).counts).toMatchObject({ read: 0 })
    await members(...range(1, 10))
    await load('2020-01-02')
    await members(1, 2)
    await load('2020-02-01', {}, true)
    expect(await current()).toEqual([1, 2])
    await members(1)
    const { error } = await world.load(closing(), { at: '2020-03-01' })
    expect(error).toMatchObject({ fields: { closed: 1, current: 2 } })
    await members()
    await load('2020-03-01', {}, true)
    expect(await current()).toEqual([])
    await load('2020-04-01')
  })

  it('a member whose row was rejected is there: by conform, by its dates, by quarantine, by derive', async () => {
    await fresh()
    await members(1, 2, 3, 4)
    await load('2020-01-01')
    await fill([1, 'too long'], [2, 'B', '2031-01-01'], [3, 'B', '2020-01-05'], [3, 'C', '2020-01-05'], [4, 'A'])
    const dated = await load('2020-02-01', { effectiveFrom: 'since' })
    expect(dated.counts).toMatchObject({ read: 5, rejected: 4, unchanged: 1 })
    expect(dated.notes.closed).toBeUndefined()
    // What derive reads does not fit; its row's key does.
    await world.fill('gone', 'id varchar, name varchar, city varchar, since varchar', [
      [1, 'A', null, 'x'],
      [2, 'A', null, '2020-01-01'],
      [3, 'A', null, '2020-01-01'],
      [null, 'A', null, 'x'],
    ])
    const { city: _, ...read } = fields
    const source = { ...drawSource('gone', read), derive: (row: Row) => ({ city: String(row['since']).slice(0, 10) }) }
    const derived = await load('2020-03-01', { maxDeleteShare: 0.25, source })
    expect(derived.notes.closed).toBe(1)
    expect(await current()).toEqual([1, 2, 3])
  })

  it('without a version to end nothing is written; a close that would be empty waits', async () => {
    await fresh()
    await members(1, 2)
    await load('2020-01-01')
    await members(1)
    expect((await load('2020-01-01', { maxDeleteShare: 0.5 })).notes.closed).toBeUndefined()
    expect(await current()).toEqual([1, 2])
    expect((await load('2020-01-02', { maxDeleteShare: 0.5 })).notes.closed).toBe(1)
    expect(await current()).toEqual([1])
  })

  it('beside effectiveTo a close is told from an end of the source by the run log', async () => {
    await fresh()
    const ends = {
      effectiveFrom: 'since',
      effectiveTo: { column: 'until' },
      source: drawSource('gone', { ...fields, until: nullable(timestamp()) }),
      maxDeleteShare: 1,
    }
    const rows = (...list: readonly (readonly [number, string | null])[]) =>
      world.fill(
        'gone',
        'id varchar, name varchar, city varchar, since varchar, until varchar',
        list.map(([id, until]) => [id, 'A', null, '2020-01-01', until]),
      )
    await rows([1, null], [2, '2020-02-03'], [3, null])
    await load('2020-01-15', ends)
    await rows([3, null])
    expect((await load('2020-03-01', ends)).notes.closed).toBe(1)
    await rows([1, null], [2, null], [3, null])
    const { counts, notes } = await load('2020-04-01', ends)
    expect([counts.version, counts.overwritten, counts.unchanged, notes.reopened]).toEqual([1, 1, 1, 1])
    expect(await shown(1)).toEqual([
      '1 | A | 2020-01-01 | 2020-03-01 | false | 1',
      '1 | A | 2020-04-01 | open | true | 2',
    ])
    expect(await shown(2)).toEqual(['2 | A | 2020-01-01 | open | true | 1'])
    expect((await load('2020-04-02', ends)).counts).toMatchObject({ read: 3, unchanged: 3 })
  })
})
