import { inject } from 'vitest'
import { mysqlDatabase } from '../servers/index.ts'
import { describeEngine } from './conformance.ts'

if (inject('mysqlUrl') !== null) describeEngine({ name: 'MariaDB or MySQL', database: () => mysqlDatabase() })
