/** A row of a file in the order of the declared columns. */
export interface FileRow {
  /** Its line, or in a Parquet file its number, from 1. */
  readonly line: number
  readonly row: readonly unknown[]
}

/** A record that cannot be read. */
export interface BadRecord {
  readonly line: number
  /** A clause: `it has 3 fields, and its header 4`. */
  readonly wrong: string
  readonly raw: Buffer
}

export type FileBatch = readonly (FileRow | BadRecord)[]
