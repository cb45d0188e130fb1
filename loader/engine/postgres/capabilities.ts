import type { Capabilities } from '../capabilities.ts'

export const capabilities: Capabilities = {
  transactionalDdl: true,
  indexes: true,
  identifier: { limit: 63, unit: 'bytes' },
  decimalPrecision: 1000,
  // A third of a page of 8 kB, less what the page itself takes.
  indexBytes: 2704,
  varcharLength: 10_485_760,
  parameters: 65_535,
  joinsFasterThanRows: false,
  rowBytes: null,
  rowsPerLoad: 500_000,
  loadsGainTogether: false,
  nulInText: false,
  wideTime: false,
  nonFiniteDoubles: true,
  waitsForRowLocks: true,
}
