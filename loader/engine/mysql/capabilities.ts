import type { Capabilities } from '../capabilities.ts'

export const capabilities: Capabilities = {
  transactionalDdl: false,
  indexes: true,
  identifier: { limit: 64, unit: 'characters' },
  decimalPrecision: 65,
  // InnoDB, row format DYNAMIC.
  indexBytes: 3072,
  // A row's 65,535 bytes, four a character.
  varcharLength: 16_383,
  parameters: 65_535,
  joinsFasterThanRows: false,
  rowBytes: null,
  rowsPerLoad: 500_000,
  loadsGainTogether: true,
  nulInText: true,
  wideTime: true,
  nonFiniteDoubles: false,
  waitsForRowLocks: true,
}
