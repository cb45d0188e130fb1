import { units, warehouse } from '../../loader/index.ts'
import type { WarehouseShape } from '../../loader/model/index.ts'
import { openRedis } from '../../loader/queue/redis/open-redis.ts'

/** A configuration without units, whose queue is at `redis`. */
export function config(redis?: string): WarehouseShape {
  const rest = { sources: {}, warehouse: 'duckdb::memory:', dimensions: units({}), facts: units({}) }
  return warehouse(redis === undefined ? rest : { ...rest, redis })
}

/** What `openRedis` throws; null where it opens. */
export async function refusal(url?: string): Promise<unknown> {
  try {
    ;(await openRedis(config(url))).disconnect()
  } catch (error) {
    return error
  }
  return null
}
