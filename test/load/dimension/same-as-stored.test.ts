import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DimensionChanges, dimensionChanges } from '../../../loader/load/dimension/dimension-changes.ts'
import { memberColumns, memberRules } from '../../../loader/load/dimension/member-columns.ts'
import { Members } from '../../../loader/load/dimension/members.ts'
import { sameAsStored } from '../../../loader/load/dimension/same-as-stored.ts'
import { storedVersions } from '../../../loader/load/dimension/stored-versions.ts'
import { sourceLayout } from '../../../loader/load/extract/source-layout.ts'
import type { DimensionShape } from '../../../loader/model/index.ts'
import {
  decimal,
  folded,
  history,
  inferred,
  integer,
  natural,
  nullable,
  type RawRow,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { drawDimension, drawSource } from '../world/shapes.ts'

const limits = { nulInText: true, wideTime: false, nonFiniteDoubles: true, rowBytes: null }
const noon = (day: number) => `2024-01-0${day} 12:00:00`
const openEnd = '9999-12-31 23:59:59.999999'

const source = {
  id: integer(),
  name: folded(varchar(5)),
  city: varchar(4),
  price: decimal(6, 2),
  since: timestamp(),
}
const dated = drawDimension('member', {
  columns: {
    id: natural(integer()),
    name: nullable(varchar(5)),
    city: nullable(varchar(4)),
    price: decimal(8, 3),
    ...history(),
    ...inferred(),
  },
  source: drawSource('member', source),
  attributes: { name: 'type2', city: 'type0', price: 'type1' },
  effectiveFrom: 'since',
})

async function changesOf(
  dimension: DimensionShape,
  stored: readonly RawRow[],
  batches: readonly (readonly RawRow[])[],
  deletes: boolean,
  quick: boolean,
): Promise<{ readonly changes: unknown; readonly unchanged: number }> {
  const layout = sourceLayout(dimension)
  const columns = memberColumns(dimension, layout)
  const closes = deletes ? new Set<string>() : undefined
  const rules = memberRules(dimension, columns, layout, '2024-01-08 00:00:00.000000', closes, new Set())
  const versions = storedVersions(dimension, columns, limits)
  const same = quick ? sameAsStored(dimension, columns, layout, limits, rules, versions) : null
  const members = new Members({ dimension, columns, layout, limits, references: null, stored: versions, same })
  members.addStored(stored)
  for (const rows of batches) members.add({ read: rows.length, rows, rejects: [], rejected: [] })
  const { unchanged } = members
  const changes = await dimensionChanges(members, columns, rules, false, new AbortController().signal)
  return { changes: told(changes, members), unchanged }
}

function told({ inserts, updates, ...rest }: DimensionChanges, members: Members): unknown {
  return {
    ...rest,
    inserts: inserts.map(({ member, version: { row, ...version } }) => [member.natural, version, members.json(row)]),
    updates: updates.toSorted((a, b) => a.key - b.key),
  }
}

const id = fc.integer({ min: 1, max: 4 })
const day = fc.integer({ min: 1, max: 6 })
const name = fc.constantFrom('ann', 'Ann', 'bob', 'toolong', null)
const city = fc.constantFrom('Rome', 'Oslo', null, 'Lisbon')
const price = fc.constantFrom('1.00', '1.50', '1.505', null)
/** `copy`: what it says is taken from the member's latest version. */
const row = fc
  .tuple(id, name, city, price, fc.option(day, { freq: 20 }), fc.boolean())
  .map(([id, name, city, price, since, copy]) => ({
    cells: [id, name, city, price, since === null ? null : noon(since)],
    copy,
  }))
/** A member's versions, as an engine that prints three digits of prices shows them; some by a hand that does not fold. */
const versions = fc
  .tuple(
    id,
    fc.uniqueArray(day, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('ann', 'Ann', 'bob', null),
    fc.constantFrom('Rome', 'Oslo', null),
    fc.constantFrom('1.000', '1.500'),
    fc.constantFrom('open', 'closed', 'inferred'),
  )
  .map(([id, days, name, city, price, end]) => {
    const from = days.toSorted()
    return from.map((start, at) => {
      const to = at + 1 < from.length ? noon(from[at + 1] ?? 0) : end === 'closed' ? noon(7) : openEnd
      const isInferred = end === 'inferred' && from.length === 1
      return [
        id,
        id * 10 + at,
        at + 1 < from.length ? 'bob' : name,
        city,
        price,
        noon(start),
        to,
        at + 1,
        isInferred ? 1 : 0,
      ]
    })
  })

test('rows compared as they were read change as much as rows that are conformed', async () => {
  let unchanged = 0
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(versions, { maxLength: 4, selector: ([first]) => first?.[0] }),
      fc.array(fc.array(row, { maxLength: 6 }), { maxLength: 2 }),
      fc.boolean(),
      fc.boolean(),
      async (stored, drawn, backwards, deletes) => {
        const rows = backwards ? stored.flat().toReversed() : stored.flat()
        const batches = drawn.map((some) =>
          some.map(({ cells, copy }) => {
            const latest = stored.find(([first]) => first?.[0] === cells[0])?.at(-1)
            if (!copy || latest === undefined) return cells
            return [cells[0], latest[2], latest[3], String(latest[4]).slice(0, -1), cells[4] ?? noon(6)]
          }),
        )
        const quick = await changesOf(dated, rows, batches, deletes, true)
        const slow = await changesOf(dated, rows, batches, deletes, false)
        expect(quick.changes).toEqual(slow.changes)
        unchanged += quick.unchanged
      },
    ),
    { numRuns: 400 },
  )
  // Else it compared two slow ways.
  expect(unchanged).toBeGreaterThan(10)
})
