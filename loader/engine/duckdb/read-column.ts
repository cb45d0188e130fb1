import { type DuckDBDecimalType, type DuckDBType, DuckDBTypeId as Id } from '@duckdb/node-api'
import { dayText, timestampText, timeText } from './calendar-text.ts'
import { decimalText, floatText } from './number-text.ts'
import { readBlobs, readTexts } from './read-texts.ts'
import { readWords } from './read-words.ts'
import { isNull, type ResultMemory } from './result-column.ts'

/** How a column leaves the database: `width` bytes a value, read by chunk. */
export interface ColumnReader {
  readonly width: number
  read(memory: ResultMemory): unknown[]
}

/** The reader of a type whose values travel as number, boolean, text or bytes; null: the driver's own values (lists, structs, rare types). */
export function columnReader(type: DuckDBType): ColumnReader | null {
  if (type.typeId === Id.DECIMAL) return decimalReader(type)
  return readers[type.typeId] ?? null
}

type View = (buffer: ArrayBufferLike, offset: number, rows: number) => ArrayLike<number>

const int8: View = (buffer, offset, rows) => new Int8Array(buffer, offset, rows)
const uint8: View = (buffer, offset, rows) => new Uint8Array(buffer, offset, rows)
const int16: View = (buffer, offset, rows) => new Int16Array(buffer, offset, rows)
const uint16: View = (buffer, offset, rows) => new Uint16Array(buffer, offset, rows)
const int32: View = (buffer, offset, rows) => new Int32Array(buffer, offset, rows)
const uint32: View = (buffer, offset, rows) => new Uint32Array(buffer, offset, rows)
const float32: View = (buffer, offset, rows) => new Float32Array(buffer, offset, rows)
const float64: View = (buffer, offset, rows) => new Float64Array(buffer, offset, rows)

/** Values that stay numbers. */
function numbers(width: number, view: View): ColumnReader {
  return {
    width,
    read({ bytes, rows, valid }) {
      const source = view(bytes.buffer, bytes.byteOffset, rows)
      const values: unknown[] = new Array(rows)
      for (let row = 0; row < rows; row += 1) values[row] = isNull(valid, row) ? null : source[row]
      return values
    },
  }
}

/** Values of up to 32 bits, or floats, that become something else. */
function converted(width: number, view: View, convert: (value: number) => unknown): ColumnReader {
  return {
    width,
    read({ bytes, rows, valid }) {
      const source = view(bytes.buffer, bytes.byteOffset, rows)
      const values: unknown[] = new Array(rows)
      for (let row = 0; row < rows; row += 1) {
        values[row] = isNull(valid, row) ? null : convert(source[row] as number)
      }
      return values
    },
  }
}

/** Integers of 64 or 128 bits that become text. */
function words(width: 8 | 16, signed: boolean, text: (value: number | bigint) => string): ColumnReader {
  return { width, read: (memory) => readWords(memory, width, signed, text) }
}

const endless = 2n ** 63n - 1n

/** Of a timestamp counted in units of `micros` microseconds. */
function timestamp(micros: bigint): (value: number | bigint) => string {
  return (value) => {
    if (value === endless) return 'infinity'
    if (value === -endless) return '-infinity'
    return timestampText(micros === 1n ? value : BigInt(value) * micros)
  }
}

/** Nanoseconds show only where there are any: a microsecond column must then reject the value, not lose them. */
function nanoTimestamp(value: number | bigint): string {
  if (value === endless) return 'infinity'
  if (value === -endless) return '-infinity'
  const nanos = ((BigInt(value) % 1000n) + 1000n) % 1000n
  const whole = timestampText((BigInt(value) - nanos) / 1000n)
  return nanos === 0n ? whole : whole + String(nanos).padStart(3, '0')
}

function dateText(day: number): string {
  if (day === 2_147_483_647) return 'infinity'
  return day === -2_147_483_647 ? '-infinity' : dayText(day)
}

/** DuckDB keeps a decimal as an integer of 16, 32, 64 or 128 bits, by its precision. */
function decimalReader({ width, scale }: DuckDBDecimalType): ColumnReader {
  const text = (value: number | bigint) => decimalText(value, scale)
  if (width <= 4) return converted(2, int16, text)
  return width <= 9 ? converted(4, int32, text) : words(width <= 18 ? 8 : 16, true, text)
}

const readers: Readonly<Partial<Record<Id, ColumnReader>>> = {
  [Id.BOOLEAN]: converted(1, uint8, (value) => value !== 0),
  [Id.TINYINT]: numbers(1, int8),
  [Id.UTINYINT]: numbers(1, uint8),
  [Id.SMALLINT]: numbers(2, int16),
  [Id.USMALLINT]: numbers(2, uint16),
  [Id.INTEGER]: numbers(4, int32),
  [Id.UINTEGER]: converted(4, uint32, String),
  [Id.BIGINT]: words(8, true, String),
  [Id.UBIGINT]: words(8, false, String),
  [Id.HUGEINT]: words(16, true, String),
  [Id.UHUGEINT]: words(16, false, String),
  [Id.FLOAT]: converted(4, float32, floatText),
  [Id.DOUBLE]: converted(8, float64, String),
  [Id.VARCHAR]: { width: 16, read: readTexts },
  [Id.BLOB]: { width: 16, read: readBlobs },
  [Id.DATE]: converted(4, int32, dateText),
  [Id.TIME]: words(8, true, (value) => timeText(Number(value))),
  [Id.TIMESTAMP]: words(8, true, timestamp(1n)),
  [Id.TIMESTAMP_TZ]: words(8, true, timestamp(1n)),
  [Id.TIMESTAMP_S]: words(8, true, timestamp(1_000_000n)),
  [Id.TIMESTAMP_MS]: words(8, true, timestamp(1000n)),
  [Id.TIMESTAMP_NS]: words(8, true, nanoTimestamp),
}
