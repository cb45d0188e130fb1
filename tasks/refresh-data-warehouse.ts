import config from '../config.ts'
import { refreshTask } from '../loader/index.ts'

/**
 * `refresh_data_warehouse({ runDimensions: true, runFacts: true, deleteExistingTables: false })`: queues a refresh of all active units.
 * Its result: `[[['dimension', 'product', 850], …], [['fact', 'product_sale', …], …]]`.
 */
export const refreshDataWarehouse = refreshTask(config)
