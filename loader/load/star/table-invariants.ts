import type { Capabilities, Dialect } from '../../engine/index.ts'
import { columnsFor, keyColumn, type UnitDefinition } from '../../model/index.ts'
import { dimensionInvariants, shown } from './dimension-invariants.ts'
import type { Invariant } from './invariant.ts'
import { statement } from './step.ts'

/** What must be true of a unit's table, as SQL (`check --warehouse`). Pure. */
export function tableInvariants(
  unit: UnitDefinition,
  dialect: Dialect,
  capabilities: Capabilities,
): readonly Invariant[] {
  return [
    ...(unit.kind === 'dimension'
      ? dimensionInvariants(unit, dialect, capabilities)
      : capabilities.indexes
        ? []
        : [grainTwice(unit, dialect)]),
    ...references(unit, dialect),
    ...lengths(unit, dialect),
  ]
}

/** Where the engine carries a primary key the grain is one. */
function grainTwice({ table }: UnitDefinition, dialect: Dialect): Invariant {
  const grain = table.grain.map((name) => dialect.quote(name)).join(', ')
  return {
    code: 'grain-twice',
    sentence: 'several rows have one grain',
    remedy: 'Load the fact anew; if it stays so, the table was changed by hand',
    query: statement(`SELECT ${grain} FROM ${dialect.quote(table.name)} GROUP BY ${grain} HAVING COUNT(*) > 1`),
    shown: shown(table, table.grain),
  }
}

/** No table of the star has foreign keys: the shadow of a swap could not carry them. */
function references({ kind, table }: UnitDefinition, dialect: Dialect): readonly Invariant[] {
  const q = dialect.quote
  const told = kind === 'fact' ? table.grain : columnsFor(table, 'key', 'natural')
  return columnsFor(table, 'reference').flatMap((role): readonly Invariant[] => {
    const target = table.columns[role]?.references
    const key = target === undefined ? undefined : keyColumn(target)
    if (target === undefined || key === undefined) return []
    const names = [...new Set([role, ...told])]
    return [
      {
        code: 'orphan-key',
        sentence: `${role} names no row of ${target.name}`,
        remedy:
          kind === 'fact'
            ? `Load the fact anew; if a member of ${target.name} was deleted by hand, restore it first`
            : `Restore the member of ${target.name} that was deleted by hand, or load both anew`,
        query: statement(
          `SELECT ${names.map((name) => `f.${q(name)}`).join(', ')} FROM ${q(table.name)} AS f ` +
            `LEFT JOIN ${q(target.name)} AS d ON d.${q(key)} = f.${q(role)} WHERE d.${q(key)} IS NULL`,
        ),
        needs: target.name,
        shown: shown(table, names),
      },
    ]
  })
}

/** Where the engine keeps no lengths of texts, the loader alone holds them. */
function lengths({ kind, table }: UnitDefinition, dialect: Dialect): readonly Invariant[] {
  const q = dialect.quote
  const told = kind === 'fact' ? table.grain : columnsFor(table, 'key', 'natural')
  return Object.entries(table.columns).flatMap(([name, column]): readonly Invariant[] => {
    const { length } = column
    if (column.kind !== 'varchar' || length === undefined) return []
    if (dialect.type(column) !== dialect.type({ ...column, length: length + 1 })) return []
    const names = [...new Set([...told, name])]
    return [
      {
        code: 'text-too-long',
        sentence: `${name} holds more than ${length} characters`,
        remedy: 'Declare the column longer, or shorten the values by hand',
        query: statement(
          `SELECT ${names.map(q).join(', ')} FROM ${q(table.name)} WHERE CHAR_LENGTH(${q(name)}) > ${length}`,
        ),
        shown: shown(table, names),
      },
    ]
  })
}
