import { type DuckDBDecimalType, type DuckDBType, DuckDBTypeId as Id } from '@duckdb/node-api'
import { dayText, timestampTextOf, timeText } from './calendar-text.ts'
import { decimalText, floatText } from './number-text.ts'
import { readBlobs, readTexts } from './read-texts.ts'
import { isNull, type ResultMemory } from './result-column.ts'

/** How a column leaves the database: `width` bytes a value, read by chunk. */
export interface ColumnReader {
  readonly width: number
  read(memory: ResultMemory): unknown[]
}

type Values<V> = { readonly [index: number]: V | undefined; readonly length: number }

/** The reader of a type whose values travel as number, boolean, text or bytes; null: the driver's own values (lists, structs, rare types). */
export function columnReader(type: DuckDBType): ColumnReader | null {
  if (type.typeId === Id.DECIMAL) return decimalReader(type)
  if (type.alias === 'JSON' || type.typeId === Id.VARCHAR) return { width: 16, read: readTexts }
  return readers[type.typeId] ?? null
}

/** A reader by value: `view` sees the bytes as an array, `convert` turns one of its values (or two, of 128 bits) into ours. */
function reader<V>(
  width: number,
  view: (buffer: ArrayBufferLike, offset: number, rows: number) => Values<V>,
  convert: (value: V) => unknown,
): ColumnReader {
  return {
    width,
    read({ bytes, rows, valid }) {
      const source = view(bytes.buffer, bytes.byteOffset, rows)
      const values: unknown[] = new Array(rows)
      for (let row = 0; row < rows; row += 1) values[row] = isNull(valid, row) ? null : convert(source[row] as V)
      return values
    },
  }
}

const int8 = (b: ArrayBufferLike, o: number, n: number) => new Int8Array(b, o, n)
const uint8 = (b: ArrayBufferLike, o: number, n: number) => new Uint8Array(b, o, n)
const int16 = (b: ArrayBufferLike, o: number, n: number) => new Int16Array(b, o, n)
const uint16 = (b: ArrayBufferLike, o: number, n: number) => new Uint16Array(b, o, n)
const int32 = (b: ArrayBufferLike, o: number, n: number) => new Int32Array(b, o, n)
const uint32 = (b: ArrayBufferLike, o: number, n: number) => new Uint32Array(b, o, n)
const int64 = (b: ArrayBufferLike, o: number, n: number) => new BigInt64Array(b, o, n)
const uint64 = (b: ArrayBufferLike, o: number, n: number) => new BigUint64Array(b, o, n)
const float32 = (b: ArrayBufferLike, o: number, n: number) => new Float32Array(b, o, n)
const float64 = (b: ArrayBufferLike, o: number, n: number) => new Float64Array(b, o, n)

/** 128 bits with sign, lower half first. */
function int128(buffer: ArrayBufferLike, offset: number, rows: number): Values<bigint> {
  const lower = new BigUint64Array(buffer, offset, rows * 2)
  const upper = new BigInt64Array(buffer, offset, rows * 2)
  const values: bigint[] = new Array(rows)
  for (let row = 0; row < rows; row += 1)
    values[row] = ((upper[2 * row + 1] as bigint) << 64n) | (lower[2 * row] as bigint)
  return values
}

const same = (value: number) => value
const text = (value: unknown) => String(value)
const infinity = 2n ** 63n - 1n

/** Remembers the last value: in sorted or repeating columns (dates, open ends) it saves most of the work. */
function remembering<V>(convert: (value: V) => string): (value: V) => string {
  let last: V | undefined
  let lastText = ''
  return (value) => {
    if (value !== last) {
      lastText = convert(value)
      last = value
    }
    return lastText
  }
}

function dateText(day: number): string {
  if (day === 2_147_483_647) return 'infinity'
  return day === -2_147_483_647 ? '-infinity' : dayText(day)
}

/** Of a timestamp counted in units of which `perMicro` make a microsecond, or that are `micros` microseconds long each. */
function timestamp(micros: bigint): (value: bigint) => string {
  return remembering((value) => {
    if (value === infinity) return 'infinity'
    if (value === -infinity) return '-infinity'
    return timestampTextOf(value * micros)
  })
}

/** Nanoseconds show only where there are any: a microsecond column must then reject the value, not lose them. */
function nanoTimestamp(value: bigint): string {
  if (value === infinity) return 'infinity'
  if (value === -infinity) return '-infinity'
  const nanos = ((value % 1000n) + 1000n) % 1000n
  const whole = timestampTextOf((value - nanos) / 1000n)
  return nanos === 0n ? whole : whole + String(nanos).padStart(3, '0')
}

const readers: Readonly<Partial<Record<Id, ColumnReader>>> = {
  [Id.BOOLEAN]: reader(1, uint8, (value) => value !== 0),
  [Id.TINYINT]: reader(1, int8, same),
  [Id.UTINYINT]: reader(1, uint8, same),
  [Id.SMALLINT]: reader(2, int16, same),
  [Id.USMALLINT]: reader(2, uint16, same),
  [Id.INTEGER]: reader(4, int32, same),
  [Id.UINTEGER]: reader(4, uint32, text),
  [Id.BIGINT]: reader(8, int64, text),
  [Id.UBIGINT]: reader(8, uint64, text),
  [Id.HUGEINT]: reader(16, int128, text),
  [Id.FLOAT]: reader(4, float32, floatText),
  [Id.DOUBLE]: reader(8, float64, text),
  [Id.BLOB]: { width: 16, read: readBlobs },
  [Id.DATE]: reader(4, int32, remembering(dateText)),
  [Id.TIME]: reader(8, int64, (value) => timeText(Number(value))),
  [Id.TIMESTAMP]: reader(8, int64, timestamp(1n)),
  [Id.TIMESTAMP_TZ]: reader(8, int64, timestamp(1n)),
  [Id.TIMESTAMP_S]: reader(8, int64, timestamp(1_000_000n)),
  [Id.TIMESTAMP_MS]: reader(8, int64, timestamp(1000n)),
  [Id.TIMESTAMP_NS]: reader(8, int64, nanoTimestamp),
}

/** DuckDB keeps a decimal as an integer of 16, 32, 64 or 128 bits, by its precision. */
function decimalReader({ width, scale }: DuckDBDecimalType): ColumnReader {
  const convert = (value: number | bigint) => decimalText(value, scale)
  if (width <= 4) return reader(2, int16, convert)
  if (width <= 9) return reader(4, int32, convert)
  return width <= 18 ? reader(8, int64, convert) : reader(16, int128, convert)
}
