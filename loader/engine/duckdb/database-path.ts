import { mkdir, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { DatabaseError, DefinitionError } from '../../errors/index.ts'

export interface DatabaseAddress {
  /** null: a private database in memory. */
  readonly file: string | null
  /** DuckDB's own configuration options by name, e.g. `file_search_path`. */
  readonly options: Readonly<Record<string, string>>
}

/**
 * Of `duckdb:./file.duckdb`, `duckdb:/folder/file.duckdb`, `duckdb:///folder/file.duckdb`, `duckdb::memory:`, each with DuckDB's configuration
 * options behind a `?`: `duckdb::memory:?file_search_path=./csv&threads=2`.
 */
export function addressOf(url: string): DatabaseAddress {
  const cut = url.indexOf('?')
  const options = cut < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(cut + 1)))
  return { file: fileOf(cut < 0 ? url : url.slice(0, cut)), options }
}

function fileOf(url: string): string | null {
  const path = url.replace(/^duckdb:/i, '').replace(/^\/\/(?=\/)/, '')
  if (path === ':memory:') return null
  if (path === '' || path.startsWith('//')) {
    throw new DefinitionError(
      'duckdb-url',
      `"${url}" names no DuckDB file. Write duckdb:./file.duckdb or duckdb::memory:.`,
    )
  }
  return path
}

/** One name per file, whatever links lead to it: opened twice in one process, a file would be damaged. Its folder is made if `create`. */
export async function canonicalPath(file: string, create: boolean): Promise<string> {
  const path = resolve(file)
  try {
    return await realpath(path)
  } catch (error) {
    if (!create) {
      throw new DatabaseError(
        'unknown-database',
        `The DuckDB file ${file} is not there (${path}). Check the path in config.ts, or make the file first.`,
        { cause: error },
      )
    }
  }
  const folder = dirname(path)
  try {
    await mkdir(folder, { recursive: true })
    return join(await realpath(folder), basename(path))
  } catch (error) {
    throw new DatabaseError(
      'unreachable',
      `The folder ${folder} of the DuckDB file ${file} cannot be made: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
}
