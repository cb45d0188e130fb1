import type { Kind } from '../../schema/index.ts'
import { isFindable } from '../findable.ts'
import { grainSources, isMended } from '../grain-sources.ts'
import { own } from '../own.ts'
import type { DimensionShape, FactShape, SourceShape, UnitDefinition, WindowRefresh } from '../shapes.ts'
import { windowOf } from '../window-of.ts'

/** Rules of a unit that reads its source by windows: what tells new rows, the SQL that asks for them, how a fact's misses are found again. */
export function refreshFindings(unit: UnitDefinition): readonly string[] {
  const { kind, name, source } = unit
  const window = windowOf(unit)
  if (window === null) return []
  const place = `${kind} ${name}, ${window.mode}`
  return [
    ...(kind === 'dimension' ? modeFindings(name, unit.read) : []),
    ...queryFindings(place, kind, source),
    ...byFindings(place, window, source),
    ...(kind === 'fact' ? mendingFindings(place, unit) : deleteFindings(place, unit)),
  ]
}

function modeFindings(name: string, read: DimensionShape['read']): readonly string[] {
  if (read?.mode === 'incremental') return []
  return [`dimension ${name}: read is ${String(read?.mode)}, and there are full and incremental({ by }).`]
}

function deleteFindings(place: string, { deletes }: DimensionShape): readonly string[] {
  if (deletes === 'ignore') return []
  return [
    `${place}: deletes is ${String(deletes)}, and who is not in a window is not gone. Leave out read, or deletes.`,
  ]
}

function queryFindings(
  place: string,
  kind: UnitDefinition['kind'],
  { sql, files, rows }: SourceShape,
): readonly string[] {
  const whole = files !== undefined ? 'files' : rows !== undefined ? 'rows of the definition' : null
  if (whole !== null) {
    const option = kind === 'fact' ? 'refresh out, so that the fact is rebuilt' : 'read out'
    return [`${place}: its source is ${whole}, which are read whole. Leave ${option}.`]
  }
  const asked = (bound: 'from' | 'to') =>
    sql !== undefined &&
    'parts' in sql &&
    sql.values.some((value) => typeof value === 'object' && value !== null && value.period === bound)
  const missing = (['from', 'to'] as const).filter((bound) => !asked(bound)).map((bound) => `period.${bound}`)
  if (missing.length === 0) return []
  return [
    `${place}: its SQL does not use ${missing.join(' and ')}, so each load would read more than its window. Write sql\`… WHERE by >= \${period.from} AND by < \${period.to}\`.`,
  ]
}

const kinds: readonly Kind[] = ['timestamp', 'integer', 'bigint']

function byFindings(place: string, { by, lookback, settle }: WindowRefresh, source: SourceShape): readonly string[] {
  const column = own(source.columns, by)
  if (column === undefined) return [`${place}: by names ${by}, which the source's columns do not declare.`]
  if (column.nullable) return [`${place}: by names ${by}, which may be NULL: such a row would never be read.`]
  if (!kinds.includes(column.kind))
    return [`${place}: by names ${by}, which is ${column.kind}. It must be a timestamp, integer or bigint.`]
  const isTime = column.kind === 'timestamp'
  return [
    ...(lookback !== undefined && (typeof lookback === 'string') !== isTime
      ? [
          `${place}: ${by} is ${column.kind}, so lookback is ${isTime ? "a duration such as '10 minutes'" : 'a whole number'}, and not ${JSON.stringify(lookback)}.`,
        ]
      : []),
    ...(settle !== undefined && !isTime
      ? [`${place}: ${by} is ${column.kind}, and settle is for times alone. Leave it out.`]
      : []),
  ]
}

function mendingFindings(place: string, fact: FactShape): readonly string[] {
  if (!isMended(fact)) return []
  const why = `Rows whose lookup missed are found again by the grain; or say missing: 'reject' or 'fail' in every lookup.`
  return grainSources(fact).flatMap((name) => {
    const column = own(fact.source.columns, name)
    if (column === undefined)
      return fact.source.derive === undefined
        ? []
        : [`${place}: the grain comes from ${name}, which derive adds. Let the SQL give it. ${why}`]
    if (!isFindable(column))
      return [`${place}: the grain comes from ${name}, which is ${column.kind}: no SQL finds it again exactly. ${why}`]
    if (column.folded === true || column.trimmed === true || column.zeroDate !== undefined)
      return [
        `${place}: the grain comes from ${name}, whose values the source's declaration changes. Change them in SQL. ${why}`,
      ]
    return []
  })
}
