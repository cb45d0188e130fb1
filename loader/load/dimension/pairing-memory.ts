import type { RawRow } from '../../schema/index.ts'

/** Thrown when pairing in memory would need more than it may. */
export class BeyondMemory extends Error {}

/** One row in so many is measured. */
const measured = 32

/** What a row takes besides its values, and a value besides its text. */
const perRow = 250
const perText = 24
const perValue = 8

/** Bytes that rows take while they wait to be paired: as many as there are, as large as some of them. */
export class RowMeter {
  readonly #told: () => void
  #rows = 0
  #samples = 0
  #sampled = 0

  constructor(told: () => void) {
    this.#told = told
  }

  add(row: RawRow): void {
    this.#rows += 1
    if (this.#rows % measured !== 1) return
    let bytes = perRow
    for (const value of row) bytes += perValue + (typeof value === 'string' ? perText + value.length : 0)
    this.#samples += 1
    this.#sampled += bytes
    this.#told()
  }

  get bytes(): number {
    return this.#samples === 0 ? 0 : Math.ceil((this.#rows * this.#sampled) / this.#samples)
  }

  /** Before the same rows are read once more. */
  forget(): void {
    this.#rows = 0
    this.#samples = 0
    this.#sampled = 0
  }
}

/** The memory that one dimension's load may take for both sides of its pairing. */
export class PairingMemory {
  readonly #limit: number
  readonly rows: RowMeter
  readonly versions: RowMeter

  /** `limit`: bytes; infinite: it is only counted. */
  constructor(limit: number) {
    this.#limit = limit
    const heed = () => this.#heed()
    this.rows = new RowMeter(heed)
    this.versions = new RowMeter(heed)
  }

  get bytes(): number {
    return this.rows.bytes + this.versions.bytes
  }

  #heed(): void {
    if (this.bytes > this.#limit) throw new BeyondMemory(`Pairing needs more than ${this.#limit} bytes.`)
  }
}
