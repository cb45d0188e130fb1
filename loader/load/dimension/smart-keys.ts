import type { Rejection } from '../history/member.ts'
import type { Member } from './member.ts'
import type { MemberSet } from './member-set.ts'

/**
 * Surrogate keys that the source gives (KIMBALL.md, Reserved members: a smart date key). Each belongs to one member and to it alone: where rows
 * contradict that, the members concerned are quarantined.
 */
export class SmartKeys {
  readonly #owners = new Map<number, Member | 'several'>()

  constructor(members: Pick<MemberSet, 'all' | 'sharedKeys'>) {
    for (const member of members.all()) {
      for (const key of [...member.smartKeys, ...member.versions.map((version) => version.key)]) {
        const owner = this.#owners.get(key)
        this.#owners.set(key, owner === undefined || owner === member ? member : 'several')
      }
    }
    for (const key of members.sharedKeys) this.#owners.set(key, 'several')
  }

  of(member: Member): number {
    return member.smartKeys[0] ?? 0
  }

  refusal(member: Member): Rejection | null {
    const keys = new Set([...member.smartKeys, ...member.versions.map((version) => version.key)])
    const key = this.of(member)
    if (keys.size > 1) {
      return {
        reason: 'duplicate',
        message: `This member has several keys: ${[...keys].join(', ')}. Correct the source.`,
      }
    }
    if (key < 1) {
      return {
        reason: 'type',
        message: `Its key is ${key}, and should be 1 or more: others are reserved. Correct the source.`,
      }
    }
    if (this.#owners.get(key) === 'several') {
      return { reason: 'duplicate', message: `Its key ${key} is another member's too. Correct the source.` }
    }
    return null
  }
}
