import { type Dialect, makeTemporary, type Session, type Statement } from '../../engine/index.ts'
import type { Cells, NamedColumn, TableShape } from '../../schema/index.ts'
import { chunked } from '../chunked.ts'
import type { StoredVersion } from '../history/member.ts'
import { namedColumns } from '../star/named-columns.ts'

/** A name that no table of a warehouse bears: in its session the temporary one would hide it. */
const stage = '__typeline_changed'

/** The columns of a version that a load may change: all but what identifies it and who inserted it. */
export function changeable(table: TableShape): readonly NamedColumn[] {
  return namedColumns(table).filter(
    ({ name, column }) => column.purpose !== 'key' && column.purpose !== 'natural' && name !== 'inserted_run',
  )
}

/** Sets changed versions in the dimension, in the running transaction: by way of a temporary table, one statement for all of them. */
export async function updateVersions(
  session: Session,
  table: TableShape,
  key: NamedColumn,
  versions: readonly StoredVersion<number>[],
  row: (version: StoredVersion<number>) => Cells,
  signal: AbortSignal,
): Promise<void> {
  const columns = [key, ...changeable(table)]
  await makeTemporary(session, { name: stage, columns, primaryKey: [key.name] })
  const rows = chunked(versions, (version) => [version.key, ...row(version)])
  await session.bulkLoad({ table: stage, columns }, rows, { signal })
  await applyStage(session, table, key, stage, signal)
  await session.execute(session.dialect.dropTemporary(stage))
}

/** Sets the staged versions in the dimension, in one statement. */
export async function applyStage(
  session: Session,
  table: TableShape,
  key: NamedColumn,
  stage: string,
  signal: AbortSignal,
): Promise<void> {
  const columns = changeable(table).map(({ name }) => name)
  await session.execute(session.dialect.updateFromStage(table.name, stage, key.name, columns), { signal })
}

/** Sets one version, for the few whose order matters. */
export function updateVersion(
  dialect: Dialect,
  table: TableShape,
  key: NamedColumn,
  version: StoredVersion<number>,
  cells: Cells,
): Statement {
  const names = changeable(table).map(({ name }) => dialect.quote(name))
  const parts = names.map((name, at) => `${at === 0 ? `UPDATE ${dialect.quote(table.name)} SET ` : ', '}${name} = `)
  return dialect.render({
    parts: [...parts, ` WHERE ${dialect.quote(key.name)} = `, ''],
    values: [...cells, version.key],
  })
}
