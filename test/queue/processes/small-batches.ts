import { capabilities as mysql } from '../../../loader/engine/mysql/capabilities.ts'
import { capabilities as postgres } from '../../../loader/engine/postgres/capabilities.ts'

// For the configuration of a worker that is killed: few rows commit together, so that there is something to go on from. Of this process alone.
for (const capabilities of [mysql, postgres]) Object.assign(capabilities, { rowsPerLoad: 250 })
