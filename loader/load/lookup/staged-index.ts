import type { Session } from '../../engine/index.ts'
import type { Cells, TableShape } from '../../schema/index.ts'
import { KeyRanges } from './key-ranges.ts'
import { MemberIndex } from './member-index.ts'
import { locksToInfer } from './read-index.ts'
import type { LookupIndex } from './role.ts'
import { readIndexOfKeys } from './staged-keys.ts'
import { VersionIndex } from './version-index.ts'

/** The index of a dimension that does not fit in memory: it holds the members that the rows at hand name, and is filled anew for the next ones. */
export class StagedIndex {
  readonly table: TableShape
  readonly index: LookupIndex = { ...noMembers(), inferred: new Map() }
  /** Members that this load has inferred: they count as missing in all of it, as they do where they are not read again. */
  readonly #made = new KeyRanges()
  #keys: readonly Cells[] = []

  constructor(table: TableShape) {
    this.table = table
  }

  /** Gives the versions that were found. */
  async fill(session: Session, keys: readonly Cells[], signal: AbortSignal): Promise<number> {
    for (const key of this.index.inferred.values()) this.#made.add(key)
    this.#keys = keys
    const locks = await locksToInfer(session, this.table)
    Object.assign(this.index, await this.readAgain(session, signal), locks)
    return this.index.versions.size
  }

  /** The same members as they stand now. */
  async readAgain(session: Session, signal: AbortSignal): Promise<LookupIndex> {
    if (this.#keys.length === 0) return { ...noMembers(), inferred: new Map() }
    return await readIndexOfKeys(session, this.table, this.#keys, (key) => this.#made.has(key), signal)
  }
}

function noMembers(): Pick<LookupIndex, 'members' | 'versions'> {
  return { members: new MemberIndex(), versions: VersionIndex.of({ ordinals: [], keys: [], from: [], to: [] }, 0) }
}
