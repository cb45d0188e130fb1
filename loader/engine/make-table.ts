import type { TablePlan } from './dialect.ts'
import type { Session } from './session.ts'

/** Makes a table with its indexes: all or nothing where DDL takes part in transactions; elsewhere it is one statement. Outside of transactions. */
export async function makeTable(session: Session, plan: TablePlan): Promise<void> {
  const statements = session.dialect.createTable(plan)
  const make = async () => {
    for (const statement of statements) await session.execute(statement)
  }
  await (statements.length > 1 && session.capabilities.transactionalDdl ? session.transaction(make) : make())
}
