import type { Kind } from '../../schema/index.ts'
import { grainSources, isMended } from '../grain-sources.ts'
import { own } from '../own.ts'
import type { FactShape, SourceShape, WindowRefresh } from '../shapes.ts'

/** Rules of a fact that reads its source by windows: what tells new rows, the SQL that asks for them, how misses are found again. */
export function refreshFindings(fact: FactShape): readonly string[] {
  const { name, refresh, source } = fact
  if (refresh.mode === 'rebuild') return []
  const place = `fact ${name}, ${refresh.mode}`
  return [...queryFindings(place, source), ...byFindings(place, refresh, source), ...mendingFindings(place, fact)]
}

function queryFindings(place: string, { sql, files }: SourceShape): readonly string[] {
  if (files !== undefined)
    return [`${place}: its source is files, which are read whole. Leave refresh out, so that the fact is rebuilt.`]
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

/** Kinds whose canonical text, bound again, finds the row that it came from. */
const findable: readonly Kind[] = ['boolean', 'integer', 'bigint', 'varchar', 'text', 'date', 'timestamp']

function mendingFindings(place: string, fact: FactShape): readonly string[] {
  if (!isMended(fact)) return []
  const why = `Rows whose lookup missed are found again by the grain; or say missing: 'reject' or 'fail' in every lookup.`
  return grainSources(fact).flatMap((name) => {
    const column = own(fact.source.columns, name)
    if (column === undefined)
      return fact.source.derive === undefined
        ? []
        : [`${place}: the grain comes from ${name}, which derive adds. Let the SQL give it. ${why}`]
    if (!findable.includes(column.kind))
      return [`${place}: the grain comes from ${name}, which is ${column.kind}: no SQL finds it again exactly. ${why}`]
    if (column.folded === true || column.trimmed === true || column.zeroDate !== undefined)
      return [
        `${place}: the grain comes from ${name}, whose values the source's declaration changes. Change them in SQL. ${why}`,
      ]
    return []
  })
}
