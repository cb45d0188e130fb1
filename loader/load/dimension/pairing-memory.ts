import { RowMeter } from './row-meter.ts'

/** Thrown when pairing in memory would need more than it may. */
export class BeyondMemory extends Error {}

/**
 * Measured with Node 24, `heapUsed + external` after garbage collection, 200,000 members of five attributes with 64 characters in all, bytes each: 327 for a stored version as it is kept; 127 for a
 * source row that says the same, 185 for one that was sent already; 753 for another one that makes a new member, with what is to be written; 996 more than an unchanged one for one that changes a stored member.
 */
const bytesOf = {
  version: { row: 145, text: 0 },
  row: { row: 570, text: 24 },
  settled: 120,
  /** Of a stored member that is looked at. */
  paired: 250,
} as const

/** The memory that one dimension's load may take for both sides of its pairing. */
export class PairingMemory {
  readonly #limit: number
  /** Source rows, whatever becomes of them. */
  readonly rows: RowMeter
  readonly versions: RowMeter
  #settled = 0

  /** `limit`: bytes; infinite: it is only counted. */
  constructor(limit: number) {
    this.#limit = limit
    this.rows = new RowMeter(bytesOf.row)
    this.versions = new RowMeter(bytesOf.version)
  }

  get bytes(): number {
    const { rows, versions } = this
    const changing = rows.count - this.#settled
    const settled = this.#settled * (bytesOf.settled + rows.characters)
    const paired = Math.min(changing, versions.count) * bytesOf.paired
    return versions.bytes + settled + changing * rows.average + paired
  }

  /** `settled`: source rows of which nothing more is to be written: they say what is stored, or were sent. Throws BeyondMemory. */
  heed(settled: number): void {
    this.#settled = settled
    if (this.bytes > this.#limit) throw new BeyondMemory(`Pairing needs more than ${this.#limit} bytes.`)
  }
}
