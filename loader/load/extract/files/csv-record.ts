const lineFeed = 10
const carriageReturn = 13

/** How fields are divided; bytes, since all are of ASCII. */
export interface CsvSigns {
  readonly delimiter: number
  /** -1: none. */
  readonly quote: number
}

/** One field's place in the bytes. */
export interface CsvField {
  readonly from: number
  readonly to: number
  readonly quoted: boolean
  /** Holds doubled quotes. */
  readonly doubled: boolean
}

export interface CsvRecord {
  readonly fields: readonly CsvField[]
  /** Where the next record begins. */
  readonly next: number
  /** Line feeds in the record, its end among them. */
  readonly lines: number
  /** Why it is none by RFC 4180; the record then ends with its line. */
  readonly wrong: string | null
}

/** `'open'`: a quote is not closed at the end of the file. */
export type Scanned = CsvRecord | 'more' | 'open'

/** The record that begins at `start`; 'more': it does not end in these bytes. `last`: there are no further bytes. */
export function scanRecord(bytes: Buffer, start: number, last: boolean, { delimiter, quote }: CsvSigns): Scanned {
  const fields: CsvField[] = []
  const { length } = bytes
  let at = start
  let lines = 0

  const broken = (why: string): Scanned => {
    const end = bytes.indexOf(lineFeed, at)
    if (end < 0 && !last) return 'more'
    return { fields, next: end < 0 ? length : end + 1, lines: lines + (end < 0 ? 0 : 1), wrong: why }
  }

  for (;;) {
    const from = at
    const quoted = quote >= 0 && bytes[at] === quote
    if (quoted) {
      const end = closingQuote(bytes, at + 1, quote)
      if (end.at < 0) return last ? 'open' : 'more'
      if (end.at + 1 === length && !last) return 'more'
      lines += lineFeeds(bytes, from + 1, end.at)
      fields.push({ from: from + 1, to: end.at, quoted, doubled: end.doubled })
      at = end.at + 1
    } else {
      while (at < length) {
        const byte = bytes[at]
        if (byte === delimiter || byte === lineFeed || byte === carriageReturn || byte === quote) break
        at += 1
      }
      if (at === length && !last) return 'more'
      fields.push({ from, to: at, quoted, doubled: false })
    }
    if (at >= length) return { fields, next: length, lines, wrong: null }
    const byte = bytes[at]
    if (byte === delimiter) {
      at += 1
      continue
    }
    if (byte === lineFeed) return { fields, next: at + 1, lines: lines + 1, wrong: null }
    if (byte === carriageReturn) {
      if (at + 1 === length && !last) return 'more'
      if (bytes[at + 1] === lineFeed) return { fields, next: at + 2, lines: lines + 1, wrong: null }
      return broken('a carriage return stands alone outside of quotes')
    }
    return broken(
      quoted
        ? 'something follows the closing quote of a field'
        : 'a quote stands inside a field that does not begin with one',
    )
  }
}

function closingQuote(bytes: Buffer, start: number, quote: number): { readonly at: number; readonly doubled: boolean } {
  let doubled = false
  let at = bytes.indexOf(quote, start)
  while (at >= 0 && bytes[at + 1] === quote) {
    doubled = true
    at = bytes.indexOf(quote, at + 2)
  }
  return { at, doubled }
}

function lineFeeds(bytes: Buffer, from: number, to: number): number {
  let count = 0
  for (let at = bytes.indexOf(lineFeed, from); at >= 0 && at < to; at = bytes.indexOf(lineFeed, at + 1)) count += 1
  return count
}
