/** What each session says first: it speaks UTC and UTF-8, prints values in one way, waits for rows and gives up on what hangs. */
export const sessionSetup: readonly string[] = [
  settings({
    client_encoding: 'UTF8',
    TimeZone: 'UTC',
    DateStyle: 'ISO, YMD',
    IntervalStyle: 'postgres',
    bytea_output: 'hex',
    // The shortest digits that read back as the same double.
    extra_float_digits: '1',
    standard_conforming_strings: 'on',
    // What was committed before a row lock was had must be seen after it (ARCHITECTURE.md, Exactly once 5).
    default_transaction_isolation: 'read committed',
    // A server-wide limit on statements is for people's queries, not for a load.
    statement_timeout: '0',
    transaction_timeout: '0',
    idle_in_transaction_session_timeout: '0',
    idle_session_timeout: '0',
    // Rows that another loader has locked for long; the swap waits for less.
    lock_timeout: '50s',
  }),
  // A statement whose client has gone must not run on. Only where the server's system can tell.
  settings({ client_connection_check_interval: '10s' }, `version() ~ 'linux'`),
]

/** See Dialect.lockSetup. */
export const lockSetup: readonly string[] = [
  settings({
    idle_session_timeout: '60s',
    tcp_keepalives_idle: '20',
    tcp_keepalives_interval: '10',
    tcp_keepalives_count: '4',
    tcp_user_timeout: '60s',
  }),
]

/** In one statement; settings that an older server does not know are left alone. */
function settings(values: Readonly<Record<string, string>>, where = 'true'): string {
  const rows = Object.entries(values).map(([name, value]) => `('${name}', '${value}')`)
  return `SELECT set_config(name, value, false) FROM (VALUES ${rows.join(', ')}) AS wanted (name, value) WHERE current_setting(name, true) IS NOT NULL AND ${where}`
}
