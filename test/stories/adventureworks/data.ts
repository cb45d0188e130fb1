import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../type-line.ts'

const data = join(projectRoot, '../shared/data/adventureworks')

/** The sample data is no part of the project: its tests are skipped where it is not beside it. */
export const missing = !existsSync(data)

export const csvFolder = join(data, 'csv')

export const csvFile = (table: string): string => join(csvFolder, `${table}.csv`)

/** A file's columns, in the order in which they stand there. */
export function csvColumns(table: string): readonly string[] {
  return readFileSync(csvFile(table), 'utf8').split('\n', 1)[0]?.trimEnd().split(',') ?? []
}

/** The CREATE TABLE statements of a server's schema, by table. */
export function createStatements(server: 'mysql' | 'postgres'): ReadonlyMap<string, string> {
  const lines = readFileSync(join(data, `schema.${server}.sql`), 'utf8').split('\n')
  return new Map(
    lines.flatMap((line) => {
      const table = /^CREATE TABLE (\w+)/.exec(line)?.[1]
      return table === undefined ? [] : [[table, line] as const]
    }),
  )
}

/** The lines of expected.tsv: `fct_sales rows` → `5675.0000`. */
export function expectedLines(): Readonly<Record<string, string>> {
  const [, ...lines] = readFileSync(join(data, 'expected.tsv'), 'utf8').trimEnd().split('\n')
  return Object.fromEntries(
    lines.map((line) => {
      const [group = '', metric = '', value = ''] = line.split('\t')
      return [`${group} ${metric}`, value]
    }),
  )
}

/** A WITH that gives the CSV files the names of the tables. */
export function csvTables(): string {
  const tables = ['customer', 'person', 'store', 'product', 'salesorderheader', 'salesorderdetail']
  return `WITH ${tables.map((table) => `${table} AS (SELECT * FROM read_csv('${csvFile(table)}', all_varchar = true, header = true, delim = ','))`).join(', ')} `
}
