import { DatabaseError, TypelineError } from '../../errors/index.ts'
import type { DatabaseErrorCode } from '../error-codes.ts'
import { statementBeginning } from '../statement-beginning.ts'

interface Class {
  readonly code: DatabaseErrorCode
  readonly transient?: true
  /** What to do, where the server's own words do not say it. */
  readonly advice?: string
  /** SQLSTATEs, or their first two characters. */
  readonly states: readonly string[]
}

// PostgreSQL manual, Appendix A. A whole SQLSTATE counts before its class.
const classes: readonly Class[] = [
  { code: 'bad-sql', states: ['42', '0A', '3F', '25001', '08P01'] },
  { code: 'unknown-column', states: ['42703'] },
  { code: 'unknown-table', states: ['42P01'] },
  { code: 'unknown-database', states: ['3D000'] },
  { code: 'table-exists', states: ['42P07'] },
  { code: 'not-permitted', states: ['42501'], advice: 'Let an administrator grant the right.' },
  { code: 'access-denied', states: ['28'] },
  { code: 'duplicate-key', states: ['23505', '23P01'] },
  { code: 'bad-value', states: ['22', '23'] },
  { code: 'deadlock', transient: true, states: ['40P01'] },
  { code: 'lock-timeout', transient: true, states: ['55P03'] },
  { code: 'conflict', transient: true, states: ['40001', '40'] },
  { code: 'connection-lost', transient: true, states: ['08', '57P01', '57P02', '57P03', '57P05', '25P03', '25P04'] },
  { code: 'too-many-connections', transient: true, states: ['53300'] },
  { code: 'killed', transient: true, states: ['57014'] },
  {
    code: 'too-large',
    states: ['54'],
    advice: "A row, an index key or a statement is larger than PostgreSQL's limit.",
  },
  { code: 'read-only', states: ['25006'], advice: 'Name a server that can be written to (is this one a replica?).' },
  { code: 'disk-full', states: ['53100'], advice: "Make room on the server's disk." },
  { code: 'transaction-failed', states: ['25P02'] },
  {
    code: 'dependent-objects',
    states: ['2BP01'],
    advice: 'Drop what is named, and make it again when the load is done.',
  },
]

const byState = new Map(classes.flatMap((one) => one.states.map((state) => [state, one] as const)))

/** An error that the server itself sent. */
interface ServerError extends Error {
  /** SQLSTATE. */
  readonly code: string
  readonly severity: string
  readonly detail?: string
  readonly where?: string
}

/** What the driver threw, as a DatabaseError that names the statement's beginning; one of ours passes as it is. */
export function databaseError(error: unknown, place: string, sql: string): TypelineError {
  if (error instanceof TypelineError) return error
  const statement = statementBeginning(sql)
  if (!isServerError(error)) return connectionLost(error, place, sql)
  const state = error.code
  const known = byState.get(state) ?? byState.get(state.slice(0, 2))
  const advice = known?.advice === undefined ? '' : ` ${known.advice}`
  const dependents =
    known?.code === 'dependent-objects' && error.detail !== undefined ? ` ${sentence(error.detail)}` : ''
  return new DatabaseError(
    known?.code ?? 'statement-failed',
    `${place} refused a statement: ${sentence(error.message)}${dependents}${lineOf(error)}${advice} Statement: ${statement}`,
    { cause: withoutValues(error), transient: known?.transient ?? false, fields: { place, statement, state } },
  )
}

/** The connection ended without an answer of the server. */
export function connectionLost(error: unknown, place: string, sql: string): DatabaseError {
  const statement = statementBeginning(sql)
  const reason = error instanceof Error ? error.message : String(error)
  return new DatabaseError(
    'connection-lost',
    `The connection to ${place} broke (${reason.replace(/\.$/, '')}). See whether the server runs, then start again. Statement: ${statement}`,
    { cause: error, transient: true, fields: { place, statement } },
  )
}

export function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string'
}

/** Of a bulk load: where its row stands. The rest of `where` is the value, which may be masked. */
function lineOf({ where = '' }: ServerError): string {
  const found = /^COPY [^\n]*?, line (\d+)(?:, column ([^:\n]+))?/.exec(where)
  if (found === null) return ''
  return ` In row ${found[1]} of the load${found[2] === undefined ? '' : `, column ${found[2]}`}.`
}

/** Whole rows stand in the server's details; they must not reach a log. */
function withoutValues(error: ServerError): ServerError {
  for (const name of ['detail', 'where', 'internalQuery']) Reflect.deleteProperty(error, name)
  return error
}

function sentence(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim()
  return /[.!?]$/.test(line) ? line : `${line}.`
}
