import { DatabaseError } from '../../errors/index.ts'
import type { Statement } from '../dialect.ts'
import type { Abortable, ResultColumn, Session } from '../session.ts'
import type { Connection } from './connection.ts'
import { databaseError } from './database-error.ts'
import { resultColumns } from './describe.ts'
import { quote } from './quote.ts'
import { runOne } from './run-statement.ts'

/** Where a session keeps its connection for other sessions of this driver. */
export const ownConnection: unique symbol = Symbol('connection of a DuckDB session')

/**
 * Makes a table of what a query of another session's database gives, if both are attached to one instance; DuckDB does it on all cores. Names without a database
 * are the other one's while it runs.
 */
export async function stage(
  connection: Connection,
  table: string,
  from: Session & { readonly [ownConnection]?: Connection },
  { sql, params }: Statement,
  options: Abortable = {},
): Promise<readonly ResultColumn[] | null> {
  const other = from[ownConnection]
  if (other === undefined || other.database.instance !== connection.database.instance) return null
  if (connection.transaction !== 'none') throw new Error('A query is staged outside of transactions.')
  using _ = connection.enter(sql)
  const step = <T>(act: () => Promise<T>): Promise<T> =>
    connection.step(sql, options, () => act().catch((error: unknown) => refuse(error, connection, other, sql)))
  const use = (name: string) => connection.native.run(`USE ${quote(name)}`)
  const full = [connection.database.name, 'main', table].map(quote).join('.')
  try {
    await step(() => use(other.database.name))
    await step(() => runOne(connection, { sql: `CREATE TABLE ${full} AS ${sql}`, params }))
    const made = await resultColumns(connection, { sql: `FROM ${full}`, params: [] })
    if (!made.some(({ name }) => isSecond(name, made))) return made
    const asked = await step(() => resultColumns(connection, { sql, params }))
    if (made.every(({ name }, at) => name === asked[at]?.name)) return made
    await step(() => connection.native.run(`DROP TABLE ${full}`))
    return null
  } catch (error) {
    // What cannot be made a table is read row by row, which tells what is wrong with it.
    if (error instanceof DatabaseError && (error.code === 'bad-sql' || writesTwice.test(error.message))) return null
    throw error
  } finally {
    await back(connection, use)
  }
}

/** A session that stayed in another's database would write there: it ends. */
async function back(connection: Connection, use: (name: string) => Promise<unknown>): Promise<void> {
  if (connection.ended) return
  try {
    await use(connection.database.name)
  } catch (error) {
    await connection.end('it had read another database and did not find back to its own')
    throw error
  }
}

/** DuckDB's transactions write to one database: a query that writes itself (`nextval`) can make no table in another. */
const writesTwice = /Attempting to write to database/

/** A second column of one name is given another by CREATE TABLE: `a`, `a_1`. */
function isSecond(name: string, all: readonly ResultColumn[]): boolean {
  const first = /^(.*)_\d+$/s.exec(name)?.[1]?.toLowerCase()
  return first !== undefined && all.some((other) => other.name.toLowerCase() === first)
}

/** The query is the source's; the disk that is full is this one's. */
function refuse(error: unknown, connection: Connection, other: Connection, sql: string): never {
  const refused = databaseError(error, other.place, sql)
  throw refused.code === 'disk-full' ? databaseError(error, connection.place, sql) : refused
}
