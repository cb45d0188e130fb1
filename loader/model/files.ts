import { DefinitionError } from '../errors/index.ts'
import { knownOptions } from './known-options.ts'

/** Comma-separated values by RFC 4180. */
export interface CsvFiles {
  readonly format: 'csv'
  readonly path: string
  readonly delimiter: string
  /** null: there is none, and every character stands for itself. */
  readonly quote: string | null
  readonly null: string
  readonly encoding: string
  readonly header: boolean
}

/** One JSON object a line, in UTF-8. */
export interface JsonLinesFiles {
  readonly format: 'jsonLines'
  readonly path: string
}

export interface ParquetFiles {
  readonly format: 'parquet'
  readonly path: string
}

export type FilesShape = CsvFiles | JsonLinesFiles | ParquetFiles

interface CsvOptions {
  /** One character of ASCII; default `,`. */
  readonly delimiter?: string
  /** One character of ASCII around a field, doubled inside it; default `"`; null: none. */
  readonly quote?: string | null
  /** The unquoted field that is NULL; default the empty one. In quotes it is text: `""` is empty text. */
  readonly null?: string
  /** Default 'utf-8'; any name that TextDecoder knows, such as 'windows-1252' or 'utf-16le'. A byte order mark is no data. */
  readonly encoding?: string
  /** Default true: the first record of each file names its columns. false: they are the declared columns, in order. */
  readonly header?: boolean
}

/**
 * CSV files of one path or glob (`sales/*.csv`), relative to the configuration's folder, in the order of their names. A record that is not as RFC 4180 has it, or
 * has more or fewer fields than its header, is rejected with file and line. Throws DefinitionError 'bad-files'.
 */
export function csv(path: string, options: CsvOptions = {}): CsvFiles {
  const place = `csv('${path}')`
  knownOptions(place, options, ['delimiter', 'quote', 'null', 'encoding', 'header'])
  const { delimiter = ',', quote = '"', encoding = 'utf-8', header = true } = options
  const sign = /^[\t\x20-\x7e]$/
  const findings = [
    ...(sign.test(delimiter) ? [] : [`delimiter is one character of ASCII, and not ${JSON.stringify(delimiter)}`]),
    ...(quote === null || sign.test(quote)
      ? []
      : [`quote is one character of ASCII or null, and not ${JSON.stringify(quote)}`]),
    ...(quote === delimiter ? ['quote and delimiter are the same'] : []),
    ...(isEncoding(encoding)
      ? []
      : [`there is no encoding ${JSON.stringify(encoding)}; utf-8, windows-1252 and utf-16le are some`]),
  ]
  if (findings.length > 0) throw bad(place, findings)
  return Object.freeze({
    format: 'csv',
    path: named(place, path),
    delimiter,
    quote,
    null: options.null ?? '',
    encoding,
    header,
  })
}

/** Files of one JSON object a line, of one path or glob; a key that is absent is NULL. */
export function jsonLines(path: string): JsonLinesFiles {
  return Object.freeze({ format: 'jsonLines', path: named(`jsonLines('${path}')`, path) })
}

/** Parquet files of one path or glob. */
export function parquet(path: string): ParquetFiles {
  return Object.freeze({ format: 'parquet', path: named(`parquet('${path}')`, path) })
}

function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label)
    return true
  } catch {
    // The finding names it.
    return false
  }
}

function named(place: string, path: string): string {
  if (path !== '' && !path.includes('\0')) return path
  throw bad(place, ['a path or a glob is needed'])
}

function bad(place: string, findings: readonly string[]): DefinitionError {
  return new DefinitionError('bad-files', `${place}: ${findings.join('; ')}.`)
}
