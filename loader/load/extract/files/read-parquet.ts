import { stat } from 'node:fs/promises'
import { openEngine, type Session } from '../../../engine/index.ts'
import { LoadError } from '../../../errors/index.ts'
import { fits, type ParquetFiles, type UnitDefinition } from '../../../model/index.ts'
import { fileDiffers, missingColumns } from './differs.ts'
import type { FileBatch } from './file-batch.ts'

/** Rows of one Parquet file by chunks, read by a DuckDB in memory. */
export async function* readParquet(
  unit: UnitDefinition,
  _files: ParquetFiles,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<FileBatch, void, undefined> {
  await using session = await openReader()
  await compare(unit, path, session)
  const { dialect } = session
  const names = Object.keys(unit.source.columns).map((name) => dialect.quote(name))
  const before = await stat(path, { bigint: true })
  let line = 0
  const sql = `SELECT ${names.join(', ')} FROM read_parquet(${text(path)})`
  for await (const rows of session.read(sql, { signal })) {
    yield rows.map((row) => {
      line += 1
      return { line, row }
    })
  }
  const after = await stat(path, { bigint: true })
  if (before.size === after.size && before.mtimeNs === after.mtimeNs && before.ino === after.ino) return
  throw new LoadError('file-changed', `${path} was changed while it was read. Load again when it is complete.`, {
    fields: { path },
    transient: true,
  })
}

/** Compares the columns of one Parquet file with the declared ones, by name and type. */
export async function proveParquet(unit: UnitDefinition, _files: ParquetFiles, path: string): Promise<void> {
  await using session = await openReader()
  await compare(unit, path, session)
}

async function compare(unit: UnitDefinition, path: string, session: Session): Promise<void> {
  const given = await session.describe(`SELECT * FROM read_parquet(${text(path)})`)
  const { columns, zone } = unit.source
  const types = Object.entries(columns).flatMap(([name, column]) => {
    const found = given.find((one) => one.name === name)
    if (found === undefined) return []
    if (!fits(found.kind, column)) return [`${name} is declared as ${column.kind}, and the file has ${found.type}`]
    if (zone === undefined || found.instant !== true || column.kind !== 'timestamp') return []
    return [`${name} is a moment (${found.type}), and the source's times are taken for local ones of ${zone}`]
  })
  const names = given.map(({ name }) => name)
  const findings = [...missingColumns(Object.keys(columns), names), ...types]
  if (findings.length > 0) throw fileDiffers(unit, path, [...findings, `it has ${names.join(', ')}`])
}

/** One thread: rows come in the file's order. */
async function openReader(): Promise<Session> {
  await using stack = new AsyncDisposableStack()
  const engine = stack.use(await openEngine('duckdb::memory:?threads=1'))
  const session = stack.use(await engine.connect())
  const owned = stack.move()
  return { ...session, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

function text(path: string): string {
  return `'${path.replaceAll("'", "''")}'`
}
