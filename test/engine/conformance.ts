import { describe, expect, test } from 'vitest'
import { abortTests } from './conformance/aborts.ts'
import { alterTests } from './conformance/alter.ts'
import { bulkTests } from './conformance/bulk.ts'
import { catalogTests } from './conformance/catalog.ts'
import { equalityTests } from './conformance/equality.ts'
import { identifierTests } from './conformance/identifiers.ts'
import { lockTests } from './conformance/locks.ts'
import { sessionTests } from './conformance/sessions.ts'
import { setBasedTests } from './conformance/set-based.ts'
import { type Candidate, stand } from './conformance/stand.ts'
import { statementTests } from './conformance/statements.ts'
import { streamTests } from './conformance/streams.ts'
import { temporaryTests } from './conformance/temporary.ts'
import { transactionTests } from './conformance/transactions.ts'
import { valueTests } from './conformance/values.ts'

export type { Candidate } from './conformance/stand.ts'

const parts = {
  values: valueTests,
  statements: statementTests,
  sessions: sessionTests,
  'bulk load': bulkTests,
  streams: streamTests,
  transactions: transactionTests,
  aborts: abortTests,
  catalog: catalogTests,
  alter: alterTests,
  identifiers: identifierTests,
  'set-based': setBasedTests,
  'temporary tables': temporaryTests,
  equality: equalityTests,
  locks: lockTests,
}

/**
 * What every engine must do, asked of one. Differences that are allowed are asked of its capabilities; a test that an engine cannot pass is
 * skipped with the reason.
 */
export function describeEngine(candidate: Candidate): void {
  describe(`${candidate.name} does what an engine must`, () => {
    const met = new Set<string>()
    for (const [title, tests] of Object.entries(parts)) describe(title, () => tests(stand(candidate, met)))
    test('every skip names a test', () => {
      const unknown = (candidate.skip ?? []).map((skip) => skip.test).filter((name) => !met.has(name))
      expect(unknown).toEqual([])
    })
  })
}
