import type { TablePlan } from './dialect.ts'
import type { Session } from './session.ts'

/** Makes a temporary table of the session, empty, in place of one that it may have of that name; in a transaction too. */
export async function makeTemporary(session: Session, plan: Omit<TablePlan, 'temporary' | 'indexes'>): Promise<void> {
  const { dialect } = session
  await session.execute(dialect.dropTemporary(plan.name))
  for (const statement of dialect.createTable({ ...plan, temporary: true })) await session.execute(statement)
}
