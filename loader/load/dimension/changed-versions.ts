import { type Dialect, makeTable, type Session, type Statement } from '../../engine/index.ts'
import type { UnitOwner } from '../../log/index.ts'
import type { Cells, NamedColumn, TableShape } from '../../schema/index.ts'
import { chunked } from '../chunked.ts'
import type { StoredVersion } from '../history/member.ts'
import { namedColumns } from '../star/named-columns.ts'
import { workingTable } from '../star/working-table.ts'

/** The columns of a version that a load may change: all but what identifies it and who inserted it. */
export function changeable(table: TableShape): readonly NamedColumn[] {
  return namedColumns(table).filter(
    ({ name, column }) => column.purpose !== 'key' && column.purpose !== 'natural' && name !== 'inserted_run',
  )
}

/** Loads changed versions into the stage `<table>__<n>`, an ordinary table made before the publishing transaction; gives its name. */
export async function stageVersions(
  owner: UnitOwner,
  table: TableShape,
  key: NamedColumn,
  versions: readonly StoredVersion<number>[],
  row: (version: StoredVersion<number>) => Cells,
  signal: AbortSignal,
): Promise<string> {
  const stage = workingTable(table.name, owner.number)
  const columns = [key, ...changeable(table)]
  const session = await owner.session()
  // A dimension that is read once more is staged once more.
  await session.execute(session.dialect.dropTable(stage))
  await makeTable(session, { name: stage, columns, primaryKey: [key.name] })
  await owner.commit(null, async (writing) => {
    await writing.bulkLoad(
      { table: stage, columns },
      chunked(versions, (version) => [version.key, ...row(version)]),
      { signal },
    )
  })
  return stage
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
