import { DefinitionError } from '../../errors/index.ts'
import { zoneOffsets } from '../../schema/index.ts'
import type { UnitDefinition, WarehouseShape } from '../shapes.ts'
import { windowOf } from '../window-of.ts'
import { partitionFindings } from './partition-findings.ts'

/** A unit's source: its connection, its query, the columns that put rows in order or in ranges. */
export function sourceFindings(unit: UnitDefinition, { sources, rejects }: WarehouseShape): readonly string[] {
  const { kind, name, source, order } = unit
  const place = `${kind} ${name}`
  const declared = Object.keys(source.columns)
  const lower = declared.map((column) => column.toLowerCase())
  const { sql, rows, files, zone } = source
  const asksForPeriod =
    sql !== undefined && 'parts' in sql && sql.values.some((value) => typeof value === 'object' && value !== null)
  const limits = unit.rejects ?? rejects
  return [
    ...(rows === undefined && files === undefined && !Object.hasOwn(sources, source.from)
      ? [`${place} reads from ${source.from}, and config's sources name ${Object.keys(sources).join(', ') || 'none'}.`]
      : []),
    ...([sql, rows, files].filter((given) => given !== undefined).length === 1
      ? []
      : [`${place}: its source needs one of sql, files and rows.`]),
    ...(asksForPeriod && windowOf(unit) === null
      ? [`${place}: its SQL asks for period, and the source is read whole. Leave period out.`]
      : []),
    ...(zone === undefined || isZone(zone)
      ? []
      : [`${place}: ${JSON.stringify(zone)} is no time zone such as Europe/Berlin.`]),
    ...declared
      .filter((column, at) => lower.indexOf(column.toLowerCase()) < at)
      .map((column) => `${place}: source column ${column} differs from another by its case alone.`),
    ...(source.derive === undefined ? order.filter((column) => !declared.includes(column)) : []).map(
      (column) => `${place}: order names ${column}, which the source does not have.`,
    ),
    ...partitionFindings(unit),
    ...(limits.warn >= 0 && limits.warn <= limits.fail && limits.fail <= 1
      ? []
      : [
          `${place}: rejects are shares of the rows read, 0 ≤ warn ≤ fail ≤ 1, and not ${limits.warn} and ${limits.fail}.`,
        ]),
  ]
}

function isZone(zone: string): boolean {
  try {
    zoneOffsets(zone)
    return true
  } catch (error) {
    if (error instanceof DefinitionError) return false
    throw error
  }
}
