import { openEngine, type Session } from '../../../loader/engine/index.ts'
import { keyColumn, naturalColumns, type UnitDefinition } from '../../../loader/model/index.ts'

/** All that a warehouse holds for its readers, table by table, without what counts runs: keys are told by what they stand for. */
export type Star = Readonly<Record<string, readonly string[]>>

export async function starOf(url: string, units: readonly UnitDefinition[]): Promise<Star> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const star: Record<string, readonly string[]> = {}
  const words = new Map<string, ReadonlyMap<string, string>>()
  for (const unit of units) {
    const { table } = unit
    const names = Object.keys(table.columns).filter((name) => table.columns[name]?.purpose !== 'audit')
    const rows = await rowsOf(session, table.name, names)
    const key = keyColumn(table)
    if (key !== undefined) {
      const identity = [...naturalColumns(table), ...(table.history === undefined ? [] : ['valid_from'])]
      words.set(
        table.name,
        new Map(
          rows.map((row) => [
            String(row[key]),
            Number(row[key]) < 0 ? String(row[key]) : identity.map((name) => row[name]).join(' '),
          ]),
        ),
      )
    }
    star[table.name] = rows
      .map((row) => names.map((name) => shown(name, row[name] ?? null, key, unit, words)).join(' | '))
      .sort()
  }
  // Where a source goes by the clock, so does its watermark.
  star['etl_watermark'] = await lines(session, "SELECT unit, read_to FROM etl_watermark WHERE unit <> 'entry'")
  star['etl_miss'] = await lines(session, 'SELECT unit, role, natural_key, grain FROM etl_miss')
  const rejected =
    'SELECT r.unit, r.reason, r.row_key, r.row_json FROM etl_reject r JOIN etl_unit_run u ON u.unit = r.unit AND u.unit_number = r.unit_number'
  const rejects = await lines(session, `${rejected} WHERE u.status = 'done'`)
  // A load made twice rejects twice.
  const once = new Set(rejects.map((line) => line.replace(/"(\w+_key|inserted_run|updated_run)":\d+/g, '"$1":…')))
  star['etl_reject'] = [...once]
  star['open'] = await lines(session, "SELECT unit FROM etl_unit_run WHERE status IN ('running', 'publishing')")
  star['left'] = (await session.tablesLike('')).filter((name) => name.includes('__'))
  return star
}

type Named = Readonly<Record<string, unknown>>

async function rowsOf(session: Session, table: string, names: readonly string[]): Promise<readonly Named[]> {
  const { dialect } = session
  const rows = await session.query(
    `SELECT ${names.map((name) => dialect.quote(name)).join(', ')} FROM ${dialect.quote(table)}`,
  )
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])))
}

function shown(
  name: string,
  cell: unknown,
  key: string | undefined,
  unit: UnitDefinition,
  words: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string {
  const dimension = unit.lookups[name]?.dimension.table.name ?? (name === key ? unit.table.name : null)
  if (dimension === null) return String(cell)
  return words.get(dimension)?.get(String(cell)) ?? `no such member: ${cell}`
}

async function lines(session: Session, sql: string): Promise<readonly string[]> {
  return (await session.query(sql)).map((row) => row.map(String).join(' | ')).sort()
}
