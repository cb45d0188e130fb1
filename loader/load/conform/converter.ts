import type { Capabilities } from '../../engine/index.ts'
import type { ColumnShape, Kind } from '../../schema/index.ts'
import { convertBigint } from './bigint.ts'
import { binaryConverter } from './binary.ts'
import { convertBoolean } from './boolean.ts'
import type { Convert } from './convert.ts'
import { dateConverter } from './date.ts'
import { decimalConverter } from './decimal.ts'
import { doubleConverter } from './double.ts'
import { convertInteger } from './integer.ts'
import { convertJson } from './json.ts'
import { textConverter } from './text.ts'
import { tidied } from './tidy.ts'
import { timeConverter } from './time.ts'
import { timestampConverter } from './timestamp.ts'

/** What the warehouse's engine can hold, as far as values are concerned. */
export type Limits = Pick<Capabilities, 'nulInText' | 'wideTime' | 'nonFiniteDoubles'> &
  Partial<Pick<Capabilities, 'rowBytes'>>

type Make = (column: ColumnShape, limits: Limits, zone: string | undefined) => Convert

const makers: Readonly<Record<Kind, Make>> = {
  boolean: () => convertBoolean,
  integer: () => convertInteger,
  bigint: () => convertBigint,
  decimal: (column) => decimalConverter(column.precision ?? 38, column.scale ?? 0, column.round ?? false),
  double: (_, limits) => doubleConverter(limits.nonFiniteDoubles),
  varchar: (column, limits) => textConverter(column.length, limits.nulInText),
  text: (column, limits) => textConverter(column.length, limits.nulInText),
  date: (column) => dateConverter(column.zeroDate === 'null'),
  time: (_, limits) => timeConverter(limits.wideTime),
  timestamp: (column, _, zone) => timestampConverter(column.zeroDate === 'null', zone),
  json: () => convertJson,
  binary: (column) => binaryConverter(column.length),
}

/** The conversion of one column; `zone` is the zone of naive local times in what is read. */
export function converter(column: ColumnShape, limits: Limits, zone?: string): Convert {
  return tidied(column, makers[column.kind](column, limits, zone))
}
