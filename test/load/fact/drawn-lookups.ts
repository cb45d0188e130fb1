import { compileKeyOf } from '../../../loader/load/lookup/key-of.ts'
import { MemberIndex } from '../../../loader/load/lookup/member-index.ts'
import type { LookupIndex } from '../../../loader/load/lookup/role.ts'
import { VersionIndex } from '../../../loader/load/lookup/version-index.ts'
import type { FactShape } from '../../../loader/model/index.ts'
import {
  bigint,
  type Cell,
  date,
  degenerate,
  folded,
  integer,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import type { Drawn } from './drawn-columns.ts'
import type { Printed, Told } from './printed-blocks.ts'

const half = Buffer.from([0xed, 0xa0, 0x80])
const person = drawDimension('person')
const coded = drawDimension('coded', {
  keep: 'nothing',
  columns: { code: natural(varchar(12)), name: varchar(9) },
  attributes: { name: 'type1' },
})
const tag = drawDimension('tag', {
  keep: 'nothing',
  columns: { tag: natural(folded(varchar(4))), name: varchar(9) },
  attributes: { name: 'type1' },
})
const pair = drawDimension('pair', {
  keep: 'nothing',
  columns: { id: natural(integer()), code: natural(varchar(12)), name: varchar(9) },
  attributes: { name: 'type1' },
})
const big = drawDimension('big', {
  keep: 'nothing',
  columns: { big: natural(bigint()), name: varchar(9) },
  attributes: { name: 'type1' },
})
const day = drawDimension('day', {
  keep: 'nothing',
  columns: { day: natural(date()), name: varchar(9) },
  attributes: { name: 'type1' },
})

export const keyCells: Readonly<Record<string, readonly Printed[]>> = {
  id: ['1', '2', '3', '1', '2', '-1', '7', '2147483647', null],
  id_text: ['1', '2', '01', '+3', '3', 'x', '', '2147483648', null],
  code: ['a', 'b', 'ä', 'abcdefghijkl', 'abcdefghijk', 'abcdefghijklm', '', 'A', half, '\ufffd', '\0a', 'Ã¤', null],
  tag: ['a', 'A', ' a', 'b', null],
  big: ['5', '05', '99999999999999999', '9223372036854775807', '6', null],
  big_number: ['5', '6', '-7', null],
  day: ['2024-02-29', '2024-03-01', '2024-03-01 00:00:00', '2024-13-01', null],
  moment: [
    '2020-01-01 00:00:00',
    '2020-01-05',
    '2020-01-05 12:00:00',
    '2020-01-05 00:00:00.000000',
    '2020-01-05 00:00:00',
    '2020-01-09 12:00:00',
    'x',
    null,
  ],
}
export const keyTold: Readonly<Record<string, Told>> = { id: 'number', big_number: 'number' }
const keySource = {
  id: nullable(integer()),
  id_text: nullable(integer()),
  code: nullable(varchar(12)),
  tag: nullable(varchar(4)),
  big: nullable(bigint()),
  big_number: nullable(bigint()),
  day: nullable(date()),
  moment: nullable(timestamp()),
}

function member(
  key: number,
  parts: readonly Cell[],
  from = '',
  to = '',
): readonly [number, readonly Cell[], string, string] {
  return [key, parts, from, to]
}
const midday = '2020-01-05 12:00:00.000000'
const at = (n: number) => `2020-01-0${n} 00:00:00.000000`
export const indexes: ReadonlyMap<string, LookupIndex> = new Map([
  [
    'person',
    indexOf([
      member(11, [1], at(2), midday),
      member(12, [1], midday, at(9)),
      member(21, [2], at(1), at(3)),
      member(2_147_483_647, [3], at(1), '9999-12-31 23:59:59.999999'),
      member(5, [-1], at(1), '9999-12-31 23:59:59.999999'),
    ]),
  ],
  [
    'coded',
    indexOf(['a', 'ä', 'Ã¤', 'abcdefghijkl', 'abcdefghijk', '', '\ufffd'].map((code, nth) => member(nth + 1, [code]))),
  ],
  ['tag', indexOf([member(1, ['a'])])],
  ['pair', indexOf([member(1, [1, 'a']), member(20, [2, 'ä'])])],
  ['big', indexOf([member(1, ['5']), member(2, ['99999999999999999']), member(3, ['-7'])])],
  ['day', indexOf([member(20_240_229, ['2024-02-29'])])],
])

function indexOf(versions: readonly ReturnType<typeof member>[]): LookupIndex {
  const members = new MemberIndex()
  const keyOf = compileKeyOf(versions[0]?.[1].length ?? 1)
  const ordinals = versions.map(([, parts]) => members.add(keyOf(parts)))
  const arrived = {
    ordinals,
    keys: versions.map(([key]) => key),
    from: versions.map(([, , from]) => from),
    to: versions.map(([, , , to]) => to),
  }
  const index = VersionIndex.of(arrived, members.size)
  members.seal()
  return { members, versions: index, inferred: new Map() }
}

export const lookups = {
  latest_key: [person, drawLookup(person, { asOf: { latest: true } })],
  text_id_key: [person, drawLookup(person, { on: { id: 'id_text' }, asOf: { latest: true }, missing: 'reject' })],
  then_key: [person, drawLookup(person, { asOf: 'moment' })],
  coded_key: [coded, drawLookup(coded, { on: { code: 'code' } })],
  tag_key: [tag, drawLookup(tag, { on: { tag: 'tag' } })],
  pair_key: [pair, drawLookup(pair, { on: { id: 'id', code: 'code' } })],
  big_key: [big, drawLookup(big, { on: { big: 'big' } })],
  number_key: [big, drawLookup(big, { on: { big: 'big_number' } })],
  day_key: [day, drawLookup(day, { on: { day: 'day' } })],
} as const
export type Role = keyof typeof lookups

/** A fact of these columns and lookups. */
export function factOf(
  columns: readonly Drawn[],
  roles: readonly Role[],
  zone: string | undefined,
  ordered: boolean,
): FactShape {
  const source = {
    no: integer(),
    ...Object.fromEntries(columns.map((one, nth) => [`c${nth}`, nullable(one.source as never)])),
    ...keySource,
  }
  return drawFact('sale', {
    columns: {
      no: degenerate(integer()),
      ...Object.fromEntries(roles.map((role) => [role, reference(lookups[role][0].table as Table)])),
      ...Object.fromEntries(columns.map((one, nth) => [`c${nth}`, measure(one.target as never)])),
    },
    grain: ['no'],
    source: { ...drawSource('sale', source), ...(zone === undefined ? {} : { zone }) },
    lookups: Object.fromEntries(roles.map((role) => [role, lookups[role][1]])),
    ...(ordered ? { order: ['moment'] } : {}),
  })
}
