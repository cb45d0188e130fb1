import type { Capabilities, Dialect } from '../../engine/index.ts'
import { type DimensionShape, keyColumn, naturalColumns } from '../../model/index.ts'
import type { TableShape } from '../../schema/index.ts'
import { bounds } from '../history/bounds.ts'
import { reservedKeys } from '../reserved-members.ts'
import type { Invariant } from './invariant.ts'
import { statement } from './step.ts'

/** Invariants of a dimension's members and versions, as SQL. Reserved members that are missing are told elsewhere. */
export function dimensionInvariants(
  { table, smartKey }: DimensionShape,
  dialect: Dialect,
  { indexes }: Capabilities,
): readonly Invariant[] {
  const key = keyColumn(table) ?? ''
  const natural = naturalColumns(table)
  const q = dialect.quote
  const list = (names: readonly string[]) => names.map(q).join(', ')
  const from = `FROM ${q(table.name)}`
  const members = `${q(key)} > 0`
  const reserved = reservedKeys.join(', ')
  const rows = (names: readonly string[], where: string) => `SELECT ${list(names)} ${from} WHERE ${where}`
  const twice = (names: readonly string[], where: string) =>
    `SELECT ${list(names)} ${from} WHERE ${where} GROUP BY ${list(names)} HAVING COUNT(*) > 1`
  const one = (code: string, sentence: string, remedy: string, names: readonly string[], sql: string): Invariant => ({
    code,
    sentence,
    remedy,
    query: statement(sql),
    shown: shown(table, names),
  })
  return [
    ...(indexes
      ? []
      : [one('key-twice', 'one surrogate key stands in several rows', anew, [key], twice([key], '1 = 1'))]),
    one(
      'strange-key',
      'a key below 1 is none of the reserved members',
      'Give the row a key of its own by hand, and the facts that use it',
      [key, ...natural],
      rows([key, ...natural], `${q(key)} < 1 AND ${q(key)} NOT IN (${reserved})`),
    ),
    one(
      'natural-key-null',
      'a member has no natural key, or a part of it is NULL',
      'Delete the row by hand if no fact uses it, or give it its natural key',
      [key, ...natural],
      rows([key, ...natural], `${members} AND (${natural.map((name) => `${q(name)} IS NULL`).join(' OR ')})`),
    ),
    one(
      'reserved-natural-key',
      'a reserved member has a natural key, so a member of the source could be taken for it',
      'Set the natural key of the row to NULL by hand',
      [key, ...natural],
      rows([key, ...natural], `${q(key)} < 0 AND (${natural.map((name) => `${q(name)} IS NOT NULL`).join(' OR ')})`),
    ),
    ...(smartKey === undefined ? [keyAhead(table, key, dialect)] : []),
    ...(table.history === undefined
      ? [one('member-twice', 'one natural key stands in several rows', anew, natural, twice(natural, members))]
      : versions(table, key, natural, dialect)),
  ]
}

const anew =
  'Keep the right row and delete the others by hand once no fact uses them, or load the tables anew (--delete_existing_tables)'
const byHand = 'Correct the period by hand as the source has it, or load the tables anew (--delete_existing_tables)'

function versions(table: TableShape, key: string, natural: readonly string[], dialect: Dialect): readonly Invariant[] {
  const q = dialect.quote
  const { openEnd } = bounds(table.history)
  const names = [key, ...natural, 'valid_from', 'valid_to']
  const list = [...names, 'is_current', 'version'].map(q).join(', ')
  const order = `OVER (PARTITION BY ${natural.map(q).join(', ')} ORDER BY ${q('valid_from')}, ${q(key)})`
  // A name that no table of ours has.
  const beside = (expression: string) =>
    `(SELECT ${list}, ${expression} ${order} AS ${q('_beside')} FROM ${q(table.name)} WHERE ${q(key)} > 0) AS v`
  const of = (code: string, sentence: string, remedy: string, source: string, where: string): Invariant => ({
    code,
    sentence,
    remedy,
    query: statement(`SELECT ${names.map(q).join(', ')} FROM ${source} WHERE ${where}`),
    shown: shown(table, names),
  })
  const current = q('is_current')
  const open = `${q('valid_to')} = '${openEnd}'`
  const live = q(table.name)
  return [
    {
      code: 'current-twice',
      sentence: 'a member has several current versions',
      remedy: byHand,
      query: statement(
        `SELECT ${natural.map(q).join(', ')} FROM ${live} WHERE ${current} AND ${q(key)} > 0 GROUP BY ${natural.map(q).join(', ')} HAVING COUNT(*) > 1`,
      ),
      shown: shown(table, natural),
    },
    of(
      'current-flag',
      'is_current does not say whether the version is open',
      byHand,
      live,
      `(${current} AND NOT ${open}) OR (NOT ${current} AND ${open})`,
    ),
    of(
      'empty-version',
      'a version ends before or when it begins',
      byHand,
      live,
      `${q('valid_to')} <= ${q('valid_from')}`,
    ),
    of(
      'overlap',
      'two versions of one member overlap: this one and the next',
      byHand,
      beside(`LEAD(${q('valid_from')})`),
      `${q('_beside')} < ${q('valid_to')}`,
    ),
    of(
      'version-number',
      'version does not count a member’s versions 1, 2, 3 in time order',
      'Renumber the versions of the member by hand; the next load that changes it does so too',
      beside('ROW_NUMBER()'),
      `${q('_beside')} <> ${q('version')}`,
    ),
  ]
}

/** A key that etl_key has still to give would be given twice. */
function keyAhead(table: TableShape, key: string, dialect: Dialect): Invariant {
  const name = dialect.quote(key)
  return {
    code: 'key-ahead',
    sentence: 'a key is above those that etl_key has given, so it would be given twice',
    remedy: `Set next_key of ${table.name} in etl_key above the greatest key`,
    query: dialect.render({
      parts: [
        `SELECT ${name} FROM ${dialect.quote(table.name)} WHERE ${name} >= (SELECT MAX(next_key) FROM etl_key WHERE table_name = `,
        ')',
      ],
      values: [table.name],
    }),
    needs: 'etl_key',
    shown: [{ name: key, masked: false }],
  }
}

/** How an example shows columns of a table. */
export function shown(table: TableShape, names: readonly string[]): Invariant['shown'] {
  return names.map((name) => ({ name, masked: table.columns[name]?.masked === true }))
}
