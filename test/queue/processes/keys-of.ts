import { openEngine } from '../../../loader/engine/index.ts'
import { keyColumn, naturalColumns, type UnitDefinition } from '../../../loader/model/index.ts'

/** Which member, or version, has which surrogate key, dimension by dimension. */
export async function keysOf(url: string, units: readonly UnitDefinition[]): Promise<readonly string[]> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const keys: string[] = []
  for (const { table } of units) {
    const key = keyColumn(table)
    if (key === undefined) continue
    const names = [key, ...naturalColumns(table), ...(table.history === undefined ? [] : ['version'])]
    const rows = await session.query(`SELECT ${names.join(', ')} FROM ${table.name} ORDER BY ${key}`)
    keys.push(...rows.map((row) => [table.name, ...row].map(String).join(' ')))
  }
  return keys
}
