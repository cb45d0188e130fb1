import type { TableShape } from '../../schema/index.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { UnitDefinition, WarehouseShape } from '../shapes.ts'

/** Units and tables whose names clash, or clash with what the loader itself names. */
export function nameFindings({ dimensions, facts }: WarehouseShape): readonly string[] {
  const all: readonly UnitDefinition[] = [...dimensions.units, ...facts.units]
  return [
    ...all.flatMap(unitName),
    ...twice(all, ({ name }) => name).map(
      ([one, other]) =>
        `${one.kind} ${one.name} and ${other.kind} ${other.name} have one name: give one of them another.`,
    ),
    // Engines tell tables apart without regard to case, or may.
    ...twice(all, ({ table }) => table.name.toLowerCase()).map(
      ([one, other]) =>
        `${one.kind} ${one.name} and ${other.kind} ${other.name} both load table ${one.table.name}: a table has one unit.`,
    ),
    ...all.flatMap(({ kind, name, table }) => tableName(`${kind} ${name}`, table.name)),
    ...references(all),
    ...toggles(dimensions.toggles, dimensions.units, 'dimensions'),
    ...toggles(facts.toggles, facts.units, 'facts'),
  ]
}

function unitName({ kind, name }: UnitDefinition): readonly string[] {
  if (/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name)) return []
  return [
    `${kind} ${JSON.stringify(name)}: a unit's name has letters, digits, _ . and - alone, so that --select can name it.`,
  ]
}

function tableName(place: string, table: string): readonly string[] {
  if (/^etl_/i.test(table))
    return [`${place}: table ${table} begins with etl_, as the loader's own tables do. Name it otherwise.`]
  if (/__\d+(_[a-z])?$/.test(table)) {
    return [
      `${place}: table ${table} ends like a table that the loader works in (<table>__<number>). Name it otherwise.`,
    ]
  }
  return []
}

/** A reference's table must be the one that the dimension of that name loads. */
function references(all: readonly UnitDefinition[]): readonly string[] {
  const tables = new Map<string, TableShape>(all.map(({ table }) => [table.name, table]))
  return all.flatMap(({ kind, name, table }) =>
    Object.entries(table.columns).flatMap(([column, { references }]) => {
      const loaded = references === undefined ? undefined : tables.get(references.name)
      if (references === undefined || loaded === undefined || canonicalJson(loaded) === canonicalJson(references))
        return []
      return [
        `${kind} ${name}: ${column} refers to a table ${references.name} that differs from the one of that name which is loaded.`,
      ]
    }),
  )
}

function toggles(named: object, units: readonly UnitDefinition[], kind: string): readonly string[] {
  const names = new Set(units.map(({ name }) => name))
  return Object.keys(named)
    .filter((name) => !names.has(name))
    .map((name) => `config toggles ${name}, which is not among the ${kind}.`)
}

/** Pairs of which the later repeats the key of the earlier. */
function twice<T>(items: readonly T[], key: (item: T) => string): readonly (readonly [T, T])[] {
  const first = new Map<string, T>()
  return items.flatMap((item) => {
    const earlier = first.get(key(item))
    if (earlier !== undefined) return [[earlier, item] as const]
    first.set(key(item), item)
    return []
  })
}
