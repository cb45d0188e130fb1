import { inject } from 'vitest'
import { postgresDatabase } from '../servers/index.ts'
import { describeEngine } from './conformance.ts'

if (inject('postgresUrl') !== null) describeEngine({ name: 'PostgreSQL', database: () => postgresDatabase() })
