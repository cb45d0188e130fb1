import config from '../config.ts'
import { processEtlTask } from '../loader/index.ts'

/** `process_etl(name, type)`: queues the load of one unit by itself. Its result: `[type, name, rows]`. */
export const processEtl = processEtlTask(config)
