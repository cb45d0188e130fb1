import { RowMeter } from './row-meter.ts'

/** Thrown when pairing in memory would need more than it may. */
export class BeyondMemory extends Error {}

/**
 * Measured with Node 24, `heapUsed + external` after garbage collection, 200,000 members of five attributes, bytes each: 281 for a stored version as it is kept, 106 for a source row
 * that says the same, 763 for one that makes a new member, with what is to be written; 1017 more than an unchanged one for one that changes a stored member.
 */
const bytesOf = {
  version: { row: 100, text: 0 },
  row: { row: 570, text: 24 },
  unchanged: 106,
  /** Of a stored member that is looked at. */
  paired: 250,
} as const

/** The memory that one dimension's load may take for both sides of its pairing. */
export class PairingMemory {
  readonly #limit: number
  /** Source rows, whatever becomes of them. */
  readonly rows: RowMeter
  readonly versions: RowMeter
  #unchanged = 0

  /** `limit`: bytes; infinite: it is only counted. */
  constructor(limit: number) {
    this.#limit = limit
    this.rows = new RowMeter(bytesOf.row)
    this.versions = new RowMeter(bytesOf.version)
  }

  get bytes(): number {
    const { rows, versions } = this
    const changing = rows.count - this.#unchanged
    const paired = Math.min(changing, versions.count) * bytesOf.paired
    return versions.bytes + this.#unchanged * bytesOf.unchanged + changing * rows.average + paired
  }

  /** `unchanged`: source rows that were told to say what is stored. Throws BeyondMemory. */
  heed(unchanged: number): void {
    this.#unchanged = unchanged
    if (this.bytes > this.#limit) throw new BeyondMemory(`Pairing needs more than ${this.#limit} bytes.`)
  }
}
