import { sql } from '../../../loader/index.ts'

/** Where AdventureWorks lies: as tables of a server, or as the CSV files that DuckDB reads from its `file_search_path`. */
export type Origin = 'tables' | 'files'

/**
 * A query over the tables named, the same for both origins: where they are files, a WITH before it reads each one from its CSV, every value as
 * text. So the query casts what it calculates with or compares by size; the rest is conformed by the columns.
 */
export const over =
  (origin: Origin, ...tables: readonly string[]) =>
  (parts: TemplateStringsArray) => {
    if (origin === 'tables') return sql(parts)
    const files = tables.map(
      (table) => `${table} AS (SELECT * FROM read_csv('${table}.csv', all_varchar = true, header = true, delim = ','))`,
    )
    const text = `WITH ${files.join(',\n')}\n${parts.join('')}`
    return sql(Object.assign([text], { raw: [text] }))
  }
