import type { Session } from '../../engine/index.ts'
import { lockKeys } from '../../log/index.ts'

/** Thrown inside the publishing transaction when somebody inserted members since the dimension was read: what was planned is stale. */
export class MembersInserted extends Error {}

/** Locks the dimension's keys in the running transaction. `locks`: `keyLocks` before the dimension was read. Throws MembersInserted. */
export async function refuseInserted(session: Session, table: string, locks: number): Promise<void> {
  if ((await lockKeys(session, table)) === locks + 1) return
  throw new MembersInserted(`Members were inserted into ${table} while it was read.`)
}
