/** What an engine can and cannot do, as values; shared code asks these, never the engine's name. */
export interface Capabilities {
  /** DDL takes part in transactions and can be rolled back. */
  readonly transactionalDdl: boolean
  /** Tables carry primary, unique and secondary indexes. */
  readonly indexes: boolean
  /** Longest identifier, and whether it is counted in characters or bytes. */
  readonly identifier: { readonly limit: number; readonly unit: 'characters' | 'bytes' }
  /** Most digits of a decimal. */
  readonly decimalPrecision: number
  /** Most bytes of one index key; null: no limit of its own. */
  readonly indexBytes: number | null
  /** Most characters of a varchar that the engine enforces or allows. */
  readonly varcharLength: number
  /** Most parameters of one statement. */
  readonly parameters: number
  /** The engine's own joins are faster than rows can travel to the loader and back. */
  readonly joinsFasterThanRows: boolean
  /** Most bytes of one row on its way in, as the server that was opened tells; null: none that a row meets. */
  readonly rowBytes: number | null
  /** Rows of one bulk load and its transaction: more cost less time each, and wait in memory until they are in. */
  readonly rowsPerLoad: number
  /** Two bulk loads into one table at once take less time than one after the other, as measured: each is one thread of the server, and it waits. */
  readonly loadsGainTogether: boolean
  /** Text may hold NUL. */
  readonly nulInText: boolean
  /** time beyond 24 h and below 0 can be stored (MySQL's TIME). */
  readonly wideTime: boolean
  /** double may hold NaN and both infinities; elsewhere conform rejects them. */
  readonly nonFiniteDoubles: boolean
  /** A second session waits for a row lock (true) or is told of a conflict at once (false). */
  readonly waitsForRowLocks: boolean
}
