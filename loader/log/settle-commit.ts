import type { Engine } from '../engine/index.ts'
import { endConnection } from './connections.ts'
import { fencedError, readHolder } from './holder.ts'
import { isMarked } from './marker.ts'
import { hasCode, isConflict, retry } from './retry.ts'
import type { Marker } from './run-log.ts'
import type { SessionLock } from './session-lock.ts'
import { renewToken } from './token.ts'
import type { UnitRunRef } from './unit-run-ref.ts'

interface UnknownCommit {
  readonly engine: Engine
  readonly lock: SessionLock
  readonly ref: UnitRunRef
  readonly lane: number
  /** The token that the transaction passed. */
  readonly token: number
  /** The connection that broke. */
  readonly broken: string | null
  readonly proof: Marker | null
}

export interface Settled {
  readonly arrived: boolean
  readonly token: number
}

/**
 * COMMIT was sent and no answer came: the lock again, then a new token, which waits for the old transaction or defeats it, then the marker
 * (ARCHITECTURE.md, Exactly once 3). Goes on for some 20 s while the server is away. Throws LoadError 'fenced' when another has taken over.
 */
export async function settleCommit(commit: UnknownCommit): Promise<Settled> {
  const { lock, ref, lane, token: passed, proof } = commit
  // Once the old transaction's row could be locked, its fate is known for good, whatever becomes of the transaction that looked.
  let arrived: boolean | undefined
  return await retry({ attempts: 15, pause: 100, again: isPassing }, async () => {
    if (!(await lock.regain())) throw await fenced(commit)
    const token = await lock.use(async (session) => {
      if (commit.broken !== null) await endConnection(session, commit.broken)
      return await session.transaction(async () => {
        const token = await renewToken(session, ref.unit, ref.number, lane)
        // Without a marker the token itself tells: two steps up, the transaction's and this one, or this one alone.
        arrived ??= proof === null ? token === passed + 2 : await isMarked(session, ref, proof)
        return token
      })
    })
    return { arrived: arrived === true, token }
  })
}

function isPassing(error: unknown): boolean {
  return isConflict(error) || hasCode(error, 'connection-lost', 'commit-unknown', 'unreachable', 'killed')
}

async function fenced({ engine, ref }: UnknownCommit): Promise<Error> {
  await using session = await engine.connect()
  return fencedError(ref.unit, await readHolder(session, ref.unit))
}
