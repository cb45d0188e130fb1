import { expect, it } from 'vitest'
import { latest, type SourceShape } from '../../loader/model/index.ts'
import {
  type Columns,
  degenerate,
  measure,
  natural,
  reference,
  type Table,
  varchar,
} from '../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup } from '../load/world/shapes.ts'
import { describePairs, type Pair } from './pairs.ts'

/** Names that SQL, a message, a bulk load or JavaScript could take for something else; the longest as both engines of the pair can have it. */
const hostileNames = ({ from, to }: Pair) => [
  'select',
  'back`tick',
  'quo"te',
  "apo'strophe",
  'dot.ted',
  'semi; DROP TABLE x; --',
  'question? $1 :a %s',
  'back\\slash',
  'Mixed Case',
  'tab\there',
  '名前',
  from === 'postgres' || to === 'postgres' ? `${'é'.repeat(31)}e` : 'é'.repeat(64),
  'constructor',
  'toString',
]
/** They leave room for what a load adds to them. */
const tables = { source: 'from', members: 'di`m "1". \'x\'; -- \\', sales: 'fa"ct. `2` ? \\' }

function read({ world }: Pair, columns: Columns): SourceShape {
  const { quote } = world.origin.dialect
  const parts = [`SELECT ${Object.keys(columns).map(quote).join(', ')} FROM ${quote(tables.source)}`]
  return { from: 'shop', columns, sql: { parts, values: [] } }
}

async function fill(pair: Pair, hostile: readonly string[], rows: readonly (readonly string[])[]): Promise<void> {
  const { quote } = pair.world.origin.dialect
  await pair.world.fill(quote(tables.source), hostile.map((name) => `${quote(name)} VARCHAR(20)`).join(', '), rows)
}

describePairs('from $source into $warehouse, names as such', (pair) => {
  const hostile = hostileNames(pair)
  /** One entry for each name. */
  const each = <T>(make: (at: number) => T): Record<string, T> =>
    Object.fromEntries(hostile.map((name, at) => [name, make(at)]))
  const row = (key: string, rest: string) => hostile.map((_, at) => (at < 2 ? `${key}${at}` : `${rest}${at}`))
  const [first = '', second = '', third = '', fourth = '', fifth = '', ...others] = hostile
  const members = () => ({
    ...drawDimension(tables.members, {
      columns: each((at) => (at < 2 ? natural(varchar(9)) : varchar(9))),
      attributes: Object.fromEntries(
        hostile.slice(2).map((name, at) => [name, (['type2', 'type1', 'type0'] as const)[at % 3] ?? 'type2']),
      ),
      source: read(
        pair,
        each(() => varchar(9)),
      ),
    }),
    name: 'member',
  })
  const quote = (name: string) => pair.world.warehouse.dialect.quote(name)

  it('FAULTS 19: a dimension of hostile names, all kinds of change, several loads', async () => {
    const dimension = members()
    const load = async (day: string, ...rows: readonly (readonly string[])[]) => {
      await fill(pair, hostile, rows)
      const { error, counts } = await pair.world.load(dimension, { at: day })
      expect(error).toBeUndefined()
      return counts
    }
    expect(await load('2020-01-01', row('a', 'x'), row('b', 'x'))).toMatchObject({ new: 2 })
    expect(await load('2020-02-01', row('a', 'y'), row('b', 'x'))).toMatchObject({ version: 1, unchanged: 1 })
    const bad = row('c', 'z').with(3, 'ten letters')
    expect(await load('2020-03-01', row('a', 'y'), bad)).toMatchObject({ unchanged: 1, rejected: 1 })
    expect(await pair.world.rejects('member')).toEqual([
      `type | select=c0, back\`tick=c1 | ${JSON.stringify(each((at) => bad[at]))}`,
    ])
    const shown = [first, second, third, fourth, fifth, 'version']
    expect(await pair.world.cells(dimension.table, shown, `${quote(`${tables.members}_key`)} > 0`)).toEqual([
      ['a0', 'a1', 'x2', 'y3', 'x4', 1],
      ['a0', 'a1', 'y2', 'y3', 'x4', 2],
      ['b0', 'b1', 'x2', 'x3', 'x4', 1],
    ])
  })

  it('FAULTS 19: a fact of hostile names: grain, order, roles, measures, an index, a second rebuild', async () => {
    const dimension = members()
    const [one = '', other = ''] = others.slice(-2)
    const own = hostile.filter((name) => name !== one && name !== other)
    const fact = {
      ...drawFact(tables.sales, {
        columns: {
          ...Object.fromEntries(own.map((name, at) => [name, at < 2 ? degenerate(varchar(9)) : measure(varchar(9))])),
          [one]: reference(dimension.table as Table),
          [other]: reference(dimension.table as Table),
        },
        grain: [first, second],
        indexes: [[third], [one, fourth]],
        order: [fifth],
        source: read(
          pair,
          each(() => varchar(9)),
        ),
        lookups: {
          [one]: drawLookup(dimension, { on: { [first]: first, [second]: second }, asOf: latest }),
          [other]: drawLookup(dimension, { on: { [first]: third, [second]: fourth }, asOf: latest, missing: 'reject' }),
        },
      }),
      name: 'sale',
    }
    // Two rows of one grain, the later one counts; one that misses.
    const found = (key: string, rest: string) => [`${key}0`, `${key}1`, 'b0', 'b1', ...row(key, rest).slice(4)]
    await fill(pair, hostile, [found('a', 'p'), found('a', 'q'), found('b', 'r'), row('a', 'miss')])
    for (const acceptShrink of [false, true]) {
      const { error, counts } = await pair.world.load(fact, { acceptShrink })
      expect(error).toBeUndefined()
      expect(counts).toMatchObject({ read: 4, new: 2, superseded: 1, rejected: 1 })
    }
    const key = quote(`${tables.members}_key`)
    const joined = await pair.world.query(
      `SELECT f.${quote(first)}, f.${quote(fifth)}, m.${quote(third)}, o.${quote(first)} FROM ${quote(tables.sales)} f ` +
        `JOIN ${quote(tables.members)} m ON m.${key} = f.${quote(one)} JOIN ${quote(tables.members)} o ON o.${key} = f.${quote(other)} ORDER BY 1`,
    )
    expect(joined).toEqual([
      ['a0', 'q4', 'y2', 'b0'],
      ['b0', 'r4', 'x2', 'b0'],
    ])
    expect(await pair.world.rejects('sale')).toEqual([
      expect.stringContaining('missing-member | select=a0, back`tick=a1 | {"select":"a0"'),
    ])
  })
})
