import { DatabaseError, DefinitionError, type TypelineError } from '../../errors/index.ts'

/** Why a DuckDB file could not be opened, with what to do. */
export function openingError(error: unknown, path: string): TypelineError {
  const message = error instanceof Error ? error.message : String(error)
  const details = { cause: error, fields: { path } }
  if (/Could not set lock on file/.test(message)) {
    const holder = /Conflicting lock is held in (.+?)( \(PID (\d+)\))?( by user .*)?\. /.exec(message)
    const who = holder === null ? 'another process' : `process ${holder[3] ?? '?'} (${holder[1]})`
    return new DatabaseError(
      'file-in-use',
      `The DuckDB file ${path} is open in ${who}, and DuckDB lets one process at a time have a file, readers included. ` +
        'Wait for it to end or close it (a DuckDB shell, an editor, another run), then start again. ' +
        'If it is a worker (run.ts work), let that load: run.ts enqueue refresh --wait, or enqueue etl with a name; run.ts queue status tells what it does.',
      { ...details, transient: true },
    )
  }
  if (/not a valid DuckDB database file/.test(message)) {
    return new DatabaseError(
      'unknown-database',
      `The file ${path} is there, but it is no DuckDB database. Check the path in config.ts.`,
      details,
    )
  }
  if (/[Pp]ermission denied/.test(message)) {
    return new DatabaseError(
      'access-denied',
      `The DuckDB file ${path} may not be opened by this user. Check the rights of file and folder.`,
      details,
    )
  }
  if (/options were not recognized/.test(message)) {
    return new DefinitionError(
      'duckdb-url',
      `The URL of the DuckDB database ${path} has options that DuckDB does not know: ${message}. Correct what stands behind the "?".`,
      details,
    )
  }
  return new DatabaseError('unreachable', `The DuckDB file ${path} cannot be opened: ${message}`, details)
}
