import { duckdbDatabase } from '../servers/index.ts'
import { describeEngine } from './conformance.ts'

describeEngine({ name: 'DuckDB', database: duckdbDatabase })
