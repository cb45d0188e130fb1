import { DatabaseError, TypelineError } from '../../errors/index.ts'
import type { DatabaseErrorCode } from '../error-codes.ts'
import { statementBeginning } from '../statement-beginning.ts'

interface Class {
  readonly code: DatabaseErrorCode
  readonly transient?: true
  /** What to do, where the server's own words do not say it. */
  readonly advice?: string
  readonly numbers: readonly number[]
}

// Numbers of MySQL's and MariaDB's manuals (server error reference); where a number is not here, its SQLSTATE decides.
const classes: readonly Class[] = [
  {
    code: 'bad-sql',
    numbers: [1064, 1065, 1149, 1052, 1055, 1059, 1060, 1111, 1140, 1267, 1305, 1630, 1128, 1582, 1583],
  },
  { code: 'unknown-column', numbers: [1054, 1091] },
  { code: 'unknown-table', numbers: [1146, 1051, 1109] },
  { code: 'unknown-database', numbers: [1049] },
  { code: 'table-exists', numbers: [1050] },
  {
    code: 'not-permitted',
    numbers: [1044, 1142, 1143, 1227, 1370, 1419],
    advice: 'Let an administrator grant the right.',
  },
  { code: 'access-denied', numbers: [1045, 1698, 1130, 3159, 3118, 4151] },
  { code: 'duplicate-key', numbers: [1062, 1022, 1586] },
  {
    code: 'bad-value',
    numbers: [1048, 1264, 1265, 1292, 1364, 1366, 1406, 1411, 1416, 1690, 3140, 3819, 4025, 1367, 1426],
  },
  { code: 'deadlock', transient: true, numbers: [1213] },
  { code: 'lock-timeout', transient: true, numbers: [1205, 1412, 3572] },
  { code: 'conflict', transient: true, numbers: [1020] },
  {
    code: 'connection-lost',
    transient: true,
    numbers: [1053, 1077, 1078, 1079, 1152, 1158, 1159, 1160, 1161, 1184, 1927, 4031],
  },
  { code: 'too-many-connections', transient: true, numbers: [1040, 1203, 1226] },
  { code: 'killed', transient: true, numbers: [1317, 1969, 3024, 1028] },
  {
    code: 'too-large',
    numbers: [1153, 1105, 1301, 1118, 1071, 1074],
    advice: "The server's max_allowed_packet and row size set the limit.",
  },
  {
    code: 'read-only',
    numbers: [1290, 1792, 1836, 3501],
    advice: 'Name a server that can be written to (is this one a replica?).',
  },
  { code: 'disk-full', numbers: [1021, 1114, 3675], advice: "Make room on the server's disk." },
]

/** By the class of an SQLSTATE. */
const states: Readonly<Record<string, DatabaseErrorCode>> = { '42': 'bad-sql', '22': 'bad-value', '23': 'bad-value' }

interface ServerError extends Error {
  readonly errno: number
  readonly sqlState?: string
  readonly sqlMessage?: string
}

/** What the driver threw, as a DatabaseError that names the statement's beginning; one of ours passes as it is. */
export function databaseError(error: unknown, place: string, sql: string): TypelineError {
  if (error instanceof TypelineError) return error
  const statement = statementBeginning(sql)
  if (!isServerError(error)) return connectionLost(error, place, sql)
  const { errno, sqlState = '' } = error
  const known = classes.find(({ numbers }) => numbers.includes(errno))
  const code = known?.code ?? states[sqlState.slice(0, 2)] ?? 'statement-failed'
  const advice = known?.advice === undefined ? '' : ` ${known.advice}`
  return new DatabaseError(
    code,
    `${place} refused a statement: ${sentence(error.sqlMessage ?? error.message)}${advice} Statement: ${statement}`,
    { cause: withoutSql(error), transient: known?.transient ?? false, fields: { place, statement, number: errno } },
  )
}

/** The connection ended without an answer of the server. */
export function connectionLost(error: unknown, place: string, sql: string): DatabaseError {
  const statement = statementBeginning(sql)
  const reason = error instanceof Error ? error.message : String(error)
  return new DatabaseError(
    'connection-lost',
    `The connection to ${place} broke (${reason.replace(/\.$/, '')}). See whether the server runs, then start again. Statement: ${statement}`,
    { cause: withoutSql(error), transient: true, fields: { place, statement } },
  )
}

/** An error that the server itself sent: it has a number and an SQLSTATE, the connection may live on. */
export function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && 'sqlMessage' in error && 'errno' in error && typeof error.errno === 'number'
}

/** The driver hangs the whole statement, values included, on its errors; they must not reach a log. */
function withoutSql(error: unknown): unknown {
  if (typeof error === 'object' && error !== null) Reflect.deleteProperty(error, 'sql')
  return error
}

function sentence(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim()
  return /[.!?]$/.test(line) ? line : `${line}.`
}
