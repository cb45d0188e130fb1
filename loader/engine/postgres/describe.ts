import { DatabaseError } from '../../errors/index.ts'
import type { ResultColumn } from '../session.ts'
import { statementBeginning } from '../statement-beginning.ts'
import type { Connection } from './connection.ts'
import { otherKind, resultColumn } from './result-types.ts'

/** Names and types of a query's columns, by preparing it. */
export async function describe(connection: Connection, sql: string): Promise<readonly ResultColumn[]> {
  const { wire, place } = connection
  return await connection.statement(sql, undefined, async () => {
    const { fields } = await wire.statement(sql, [], { describeOnly: true })
    if (fields.length === 0) {
      throw new DatabaseError(
        'bad-sql',
        `A statement gives no columns at ${place}. Give a SELECT. Statement: ${statementBeginning(sql)}`,
      )
    }
    const columns = fields.map(resultColumn)
    const strange = fields.filter((_, at) => columns[at] === null).map(({ dataTypeID }) => dataTypeID)
    const others = new Map<number, Pick<ResultColumn, 'type' | 'kind'>>()
    if (strange.length > 0) {
      // Numbers of the protocol, not text of anybody's.
      const { rows } = await wire.statement(
        `SELECT oid::bigint, format_type(oid, NULL), typtype, typname FROM pg_type WHERE oid IN (${strange.join(', ')})`,
      )
      for (const [type, word, typtype, typname] of rows)
        others.set(Number(type), { type: String(word), kind: otherKind(String(typtype), String(typname)) })
    }
    return fields.map(
      ({ name, dataTypeID }, at) =>
        columns[at] ?? { name, ...(others.get(dataTypeID) ?? { type: `type ${dataTypeID}`, kind: null }) },
    )
  })
}
