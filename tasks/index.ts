export { processEtl } from './process-etl.ts'
export { refreshDataWarehouse } from './refresh-data-warehouse.ts'
