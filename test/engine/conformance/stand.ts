import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, openEngine, type Session } from '../../../loader/engine/index.ts'
import type { DatabaseError } from '../../../loader/errors/index.ts'
import type { Cell, Cells, ColumnShape, NamedColumn } from '../../../loader/schema/index.ts'
import type { TestDatabase } from '../../servers/index.ts'

/** An engine that stands for the suite. */
export interface Candidate {
  readonly name: string
  /** An empty database of its own for each part of the suite. */
  database(): Promise<TestDatabase>
  /** Tests, by their title, that it cannot pass, and why. */
  readonly skip?: readonly { readonly test: string; readonly reason: string }[]
}

/** Where one part of the suite runs: a database, and per test a session and the name of a table that is not there yet. */
export interface Stand {
  readonly engine: Engine
  readonly url: string
  test(title: string, work: (session: Session, table: string) => Promise<void>, timeout?: number): void
}

export function stand({ database, skip = [] }: Candidate, met: Set<string>): Stand {
  let opened: { readonly test: TestDatabase; readonly engine: Engine } | null = null
  let tables = 0
  const here = () => {
    if (opened === null) throw new Error('The database of this part could not be opened.')
    return opened
  }
  beforeAll(async () => {
    const own = await database()
    opened = { test: own, engine: await openEngine(own.url) }
  })
  afterAll(async () => {
    await opened?.engine[Symbol.asyncDispose]()
    await opened?.test[Symbol.asyncDispose]()
  })
  return {
    get engine() {
      return here().engine
    },
    get url() {
      return here().test.url
    },
    test(title, work, timeout) {
      met.add(title)
      const reason = skip.find((entry) => entry.test === title)?.reason
      if (reason !== undefined) {
        test.skip(`${title} (skipped: ${reason})`, () => {})
        return
      }
      test(
        title,
        async () => {
          tables += 1
          await using session = await here().engine.connect()
          await work(session, `t${tables}`)
        },
        timeout,
      )
    },
  }
}

/** A nullable attribute column. */
export function column(name: string, kind: ColumnShape['kind'], rest: Partial<ColumnShape> = {}): NamedColumn {
  return { name, column: { kind, nullable: true, purpose: 'attribute', ...rest } }
}

/** Makes a table by the dialect's DDL. */
export async function make(
  session: Session,
  name: string,
  columns: readonly NamedColumn[],
  keys: { readonly primaryKey?: readonly string[]; readonly unique?: readonly (readonly string[])[] } = {},
): Promise<void> {
  for (const sql of session.dialect.createTable({ name, columns, ...keys })) await session.execute(sql)
}

/** sql`` in the engine's own placeholders. */
export function sql(session: Session, parts: readonly string[], ...values: Cell[]) {
  return session.dialect.render({ parts, values })
}

/** Rows in the order of the first column. */
export async function rowsOf(session: Session, table: string, columns = '*'): Promise<readonly Cells[]> {
  const rows = await session.query(`SELECT ${columns} FROM ${session.dialect.quote(table)} ORDER BY 1`)
  return rows as readonly Cells[]
}

export async function count(session: Session, table: string): Promise<number> {
  return Number((await session.query(`SELECT COUNT(*) FROM ${session.dialect.quote(table)}`))[0]?.[0])
}

/** The code of the error that a promise ends with; null when it does not fail. */
export async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : `no code: ${error}`
  }
}

/** The error that a promise ends with. */
export async function errorOf(work: Promise<unknown>): Promise<DatabaseError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Error)
  return error as DatabaseError
}

/** All batches of a stream. */
export async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const batch of stream) all.push(batch)
  return all
}
