import { lockKeys, takeKeys } from '../../../loader/log/index.ts'
import type { World } from '../world/world.ts'

/** Somebody else who inserts a member, `values` of it behind its key, when he is first called; and how often that was. */
export function insertingBeside(
  world: World,
  table: string,
  values: string,
): { times: number; readonly insert: () => Promise<void> } {
  const beside = {
    times: 0,
    insert: async () => {
      beside.times += 1
      if (beside.times > 1) return
      await using session = await world.warehouse.connect()
      const { first } = await takeKeys(session, table, 1, { kind: 'integer' })
      await session.transaction(async () => {
        await lockKeys(session, table)
        await session.execute(`INSERT INTO ${table} VALUES (${first}, ${values})`)
      })
    },
  }
  return beside
}
