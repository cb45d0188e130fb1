import { describe, inject } from 'vitest'
import { findProgram } from '../../scripts/server-programs.ts'

/** Tests that need the run's MySQL or MariaDB; skipped where there is none (which the run says aloud). */
export const describeMysql = describe.skipIf(inject('mysqlUrl') === null)

/** Tests that start a MariaDB of their own. */
export const describeOwnMariadb = describe.skipIf(findProgram('mariadbd') === null)
