import { describe, inject } from 'vitest'
import { findProgram } from '../../scripts/server-programs.ts'

/** Tests that need the run's PostgreSQL; skipped where there is none (which the run says aloud). */
export const describePostgres = describe.skipIf(inject('postgresUrl') === null)

/** Tests that start a PostgreSQL of their own. */
export const describeOwnPostgres = describe.skipIf(findProgram('postgres') === null)
