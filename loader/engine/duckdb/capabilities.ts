import type { Capabilities } from '../capabilities.ts'

export const capabilities: Capabilities = {
  transactionalDdl: true,
  // An indexed table cannot be renamed, so ours carry none; uniqueness is checked by the loader.
  indexes: false,
  // DuckDB itself sets no limit; this one keeps names readable in messages and portable file names.
  identifier: { limit: 255, unit: 'characters' },
  decimalPrecision: 38,
  indexBytes: null,
  varcharLength: 2 ** 31 - 1,
  parameters: 65_535,
  joinsFasterThanRows: true,
  rowBytes: null,
  rowsPerLoad: 250_000,
  loadsGainTogether: false,
  nulInText: true,
  wideTime: false,
  nonFiniteDoubles: true,
  waitsForRowLocks: false,
}
