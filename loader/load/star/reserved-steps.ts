import type { Capabilities, Dialect, Statement } from '../../engine/index.ts'
import { type DimensionShape, keyColumn } from '../../model/index.ts'
import type { Cell } from '../../schema/index.ts'
import { reservedMembers } from '../reserved-members.ts'
import type { LiveTable } from './live-table.ts'
import type { Step } from './step.ts'

/**
 * Sets what reserved members should hold and do not: in columns that were just added, and where the definition's words have changed. A member that is
 * missing is none of this (`check --warehouse --fix`).
 */
export function reservedSteps(
  dimension: DimensionShape,
  { reserved }: LiveTable,
  added: ReadonlySet<string>,
  liveName: (name: string) => string,
  dialect: Dialect,
  limits: Capabilities,
): readonly Step[] {
  const names = Object.keys(dimension.table.columns)
  const key = names.indexOf(keyColumn(dimension.table) ?? '')
  return reservedMembers(dimension, 0, limits).flatMap((member): readonly Step[] => {
    const there = reserved.get(Number(member[key]))
    if (there === undefined) return []
    const changes = names.flatMap((name, at): readonly (readonly [string, Cell])[] => {
      if (!added.has(name) && !there.has(liveName(name))) return []
      if (dimension.table.columns[name]?.purpose !== 'attribute') return []
      const cell = member[at] ?? null
      return cell === (there.get(liveName(name)) ?? null) ? [] : [[name, cell]]
    })
    if (changes.length === 0) return []
    const told = changes.map(([name, cell]) => `${name} to ${cell === null ? 'NULL' : `'${cell}'`}`).join(', ')
    const update = updateMember(dialect, dimension.table.name, names[key] ?? '', Number(member[key]), changes)
    return [{ kind: 'reserved', sentence: `sets reserved member ${member[key]}: ${told}`, statements: [update] }]
  })
}

function updateMember(
  dialect: Dialect,
  table: string,
  key: string,
  member: number,
  changes: readonly (readonly [string, Cell])[],
): Statement {
  const sets = changes.map(
    ([name], at) => `${at === 0 ? `UPDATE ${dialect.quote(table)} SET ` : ', '}${dialect.quote(name)} = `,
  )
  return dialect.render({
    parts: [...sets, ` WHERE ${dialect.quote(key)} = `, ''],
    values: [...changes.map(([, cell]) => cell), member],
  })
}
