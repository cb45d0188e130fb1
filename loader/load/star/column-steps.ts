import type { Dialect } from '../../engine/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import type { NamedColumn } from '../../schema/index.ts'
import type { ColumnPair } from './column-pairs.ts'
import { type Guard, type Step, statement } from './step.ts'
import { shapeOfType, typeChange } from './type-change.ts'

/** Steps of one column, and why it cannot come to its definition. */
export interface ColumnChanges {
  readonly steps: readonly Step[]
  readonly obstacle: string | null
}

const nothing: ColumnChanges = { steps: [], obstacle: null }

/** A rebuilt fact's next load makes its table anew: what must not be NULL may be so until then. */
export function isRebuilt(unit: UnitDefinition): boolean {
  return unit.kind === 'fact' && unit.refresh.mode === 'rebuild'
}

/** How a column that the table lacks comes into it. */
export function addedColumn(unit: UnitDefinition, wanted: NamedColumn, dialect: Dialect): ColumnChanges {
  const { table } = unit
  const { name, column } = wanted
  const type = dialect.type(column)
  const add = statement(dialect.alter.addColumn(table.name, wanted))
  const step = (sentence: string, ...more: readonly string[]): ColumnChanges => ({
    steps: [{ kind: 'add', sentence: `adds ${name} ${type}, ${sentence}`, statements: [add, ...more.map(statement)] }],
    obstacle: null,
  })
  if (column.purpose === 'inferred') {
    const quoted = dialect.quote(name)
    const fill = `UPDATE ${dialect.quote(table.name)} SET ${quoted} = FALSE WHERE ${quoted} IS NULL`
    return step('false in the rows that are there', fill, ...dialect.alter.changeColumn(table.name, wanted, notNull))
  }
  if (column.purpose === 'key' || column.purpose === 'natural' || column.purpose === 'history')
    return anew(
      `it has no ${name}, ${purposes[column.purpose]}, which nothing can be put in for the rows that are there`,
    )
  if (table.grain.includes(name)) return anew(`it has no ${name}, which tells its rows apart`)
  if (column.nullable) return step('NULL in the rows that are there')
  if (isRebuilt(unit)) return step('NULL in the rows that are there until the next load builds them anew')
  return {
    steps: [],
    obstacle: `${name} is NOT NULL, and the rows that are there have no value for it: declare it nullable(…)`,
  }
}

/**
 * How a column that is there gets its name, type and nullability. `members`: the condition of rows that are no reserved members, whose values are the
 * loader's to change; null on a fact.
 */
export function changedColumn(
  unit: UnitDefinition,
  { wanted, live }: ColumnPair,
  dialect: Dialect,
  members: string | null,
): ColumnChanges {
  if (live === null) return nothing
  const { table } = unit
  const { name, column } = wanted
  const rename: readonly Step[] =
    live.name === name
      ? []
      : [
          {
            kind: 'rename',
            sentence: `renames ${live.name} to ${name}`,
            statements: [statement(dialect.alter.renameColumn(table.name, live.name, name))],
          },
        ]
  const type = dialect.type(column)
  const changes = { type: live.type !== type, nullability: live.nullable !== column.nullable }
  if (isRebuilt(unit) && live.nullable) changes.nullability = false
  if (!changes.type && !changes.nullability) return { steps: rename, obstacle: null }
  const quoted = dialect.quote(live.name)
  const from = shapeOfType(dialect, live.type)
  const change = !changes.type ? 'wider' : from === null ? null : typeChange(from, column, quoted)
  if (change === null) return anew(`${live.name} is ${live.type}, and no value of that becomes ${type}`)
  const tightened = changes.nullability && !column.nullable
  const fill = tightened && column.purpose === 'inferred'
  const guards: Guard[] = []
  if (change !== 'wider') guards.push({ where: change.lost, example: quoted, sentence: `do not fit ${type}` })
  if (tightened && !fill) guards.push({ where: `${quoted} IS NULL`, example: null, sentence: 'are NULL' })
  const told = [
    ...(changes.type ? [`from ${live.type} to ${type}`] : []),
    ...(changes.nullability ? [`to ${column.nullable ? 'nullable' : 'NOT NULL'}`] : []),
  ]
  const kind = change === 'wider' && !tightened ? 'widen' : fill ? 'add' : 'narrow'
  // A column that stays nullable must be stated so where a statement states it whole.
  const stated = changes.nullability ? wanted : { name, column: { ...column, nullable: live.nullable } }
  return {
    steps: [
      ...rename,
      {
        kind,
        sentence: `${kind === 'narrow' ? 'narrows' : 'widens'} ${name} ${told.join(', ')}`,
        statements: [
          ...(fill ? [`UPDATE ${dialect.quote(table.name)} SET ${quoted} = FALSE WHERE ${quoted} IS NULL`] : []),
          ...dialect.alter.changeColumn(table.name, stated, changes),
        ].map(statement),
        ...(guards.length === 0 ? {} : { guard: allOf(guards, members, column.masked === true) }),
      },
    ],
    obstacle: null,
  }
}

const notNull = { type: false, nullability: true }
const purposes = { key: 'its key', natural: 'a part of its natural key', history: 'a column of its history' }

function allOf(guards: readonly Guard[], members: string | null, masked: boolean): Guard {
  const any = guards.map(({ where }) => `(${where})`).join(' OR ')
  return {
    where: members === null ? any : `(${any}) AND ${members}`,
    example: masked ? null : (guards.find(({ example }) => example !== null)?.example ?? null),
    sentence: guards.map(({ sentence }) => sentence).join(' or '),
  }
}

function anew(difference: string): ColumnChanges {
  return { steps: [], obstacle: difference }
}
