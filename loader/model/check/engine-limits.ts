/** What an engine can hold, as far as definitions must heed it; a part of its capabilities. */
export interface EngineLimits {
  /** Longest identifier, and whether it is counted in characters or bytes. */
  readonly identifier: { readonly limit: number; readonly unit: 'characters' | 'bytes' }
  /** Most digits of a decimal. */
  readonly decimalPrecision: number
  /** Most bytes of one index key; null: no limit of its own. */
  readonly indexBytes: number | null
  /** Most characters of a varchar. */
  readonly varcharLength: number
}
