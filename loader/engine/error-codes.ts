/**
 * The codes of DatabaseError, the same on every engine; stable, since the log, `--json` and retries go by them.
 * `transient` on the error, not the code, says whether to try again.
 */
export type DatabaseErrorCode =
  /** Host unknown, port closed, time-out of the connection. Transient but for an unknown host. */
  | 'unreachable'
  /** Wrong user or password, or no right to connect from here. */
  | 'access-denied'
  /** Connected, but this user may not do this. */
  | 'not-permitted'
  | 'unknown-database'
  | 'unknown-table'
  | 'unknown-column'
  | 'table-exists'
  /** The statement does not parse or cannot be meant. */
  | 'bad-sql'
  /** A value that the column refuses: type, range, length, NULL. */
  | 'bad-value'
  | 'duplicate-key'
  /** Two transactions waited for each other and this one was given up; transient. */
  | 'deadlock'
  /** A lock was not had in time; transient. */
  | 'lock-timeout'
  /** The engine found that another transaction changed the same thing first; transient. */
  | 'conflict'
  /** The connection broke, the server went away or shuts down; transient. */
  | 'connection-lost'
  | 'too-many-connections'
  /** Someone ended the statement on the server (KILL, a statement time-out); transient. */
  | 'killed'
  /** Our own signal ended it. */
  | 'cancelled'
  /** COMMIT was sent and no answer came: done or not done. */
  | 'commit-unknown'
  /** A result ended without the protocol's end; transient. */
  | 'cut-short'
  /** Warnings, or rows loaded other than rows sent. */
  | 'bulk-mismatch'
  /** One row or statement is larger than the server takes. */
  | 'too-large'
  /** The server asked for a local file that we had not offered. */
  | 'file-request-refused'
  | 'read-only'
  | 'disk-full'
  /** Views or other objects depend on a table that is to be dropped or replaced, or belong to it. */
  | 'dependent-objects'
  /** DuckDB: another process has the file open. */
  | 'file-in-use'
  /** A statement was begun while another of the same session ran: a bug of ours. */
  | 'session-busy'
  /** A transaction whose statement failed can only be rolled back. */
  | 'transaction-failed'
  /** Everything else that a database refuses. */
  | 'statement-failed'

/** After a rollback the same transaction may be tried again at once: only its luck was bad. */
export const conflictCodes: ReadonlySet<string> = new Set<DatabaseErrorCode>(['deadlock', 'lock-timeout', 'conflict'])
