import { expect } from 'vitest'
import type { UnitCounts } from '../../../loader/log/index.ts'
import type { DimensionShape } from '../../../loader/model/index.ts'
import type { World } from '../world/world.ts'

/** A rule of KIMBALL.md seen from outside: what stands in the source, what in the dimension after each load, what was counted. */
export interface Story {
  readonly name: string
  readonly dimension: (table: string) => DimensionShape
  /** The source table's columns, all text: `id, name, city`. */
  readonly columns: string
  /** The dimension's columns that are drawn. */
  readonly shown: string
  readonly loads: readonly {
    /** The execution time. */
    readonly at: string
    readonly source: readonly (readonly (string | null)[])[]
    /** `read 2, new 2`: what is not named is 0. */
    readonly counts: string
    /** Sorted; times without their zeros, `open` and `begin` for the bounds, `-` for NULL. */
    readonly after: readonly string[]
    readonly rejects?: readonly string[]
  }[]
}

/** Plays a story; each load runs twice, and the second time nothing may change: not one row, who wrote it included. */
export async function play(world: World, story: Story, table: string): Promise<void> {
  const dimension = story.dimension(table)
  const all = Object.keys(dimension.table.columns).join(', ')
  for (const { at, source, counts, after, rejects = [] } of story.loads) {
    await world.fill(table, story.columns.replace(/,|$/g, ' varchar$&'), source)
    const first = await world.load(dimension, { at })
    expect(first.error).toBeUndefined()
    expect(drawCounts(first.counts)).toBe(counts)
    expect((await drawn(world, dimension, story.shown)).toSorted()).toEqual(after.toSorted())
    expect(await world.rejects(table)).toEqual(rejects)

    const before = await world.rows(dimension.table, all)
    const second = await world.load(dimension, { at })
    expect(second.error).toBeUndefined()
    expect(await world.rows(dimension.table, all)).toEqual(before)
    const { new: made, version, overwritten, rejected } = second.counts
    expect({ made, version, overwritten, rejected }).toEqual({
      made: 0,
      version: 0,
      overwritten: 0,
      rejected: first.counts.rejected,
    })
  }
}

async function drawn(world: World, dimension: DimensionShape, shown: string): Promise<readonly string[]> {
  const lines = await world.rows(dimension.table, shown, `${dimension.name}_key > 0`)
  return lines.map((line) =>
    line
      .replaceAll('9999-12-31 23:59:59.999999', 'open')
      .replaceAll('9999-12-31', 'open')
      .replaceAll(' 00:00:00.000000', '')
      .replaceAll('.000000', ''),
  )
}

function drawCounts(counts: UnitCounts): string {
  const met = Object.entries(counts).filter(([, count]) => count > 0)
  return met.map(([name, count]) => `${name} ${count}`).join(', ')
}
