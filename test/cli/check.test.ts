import { describe, expect, it } from 'vitest'
import { inTurn } from '../servers/index.ts'
import { openShop } from './open-shop.ts'
import { onDatabase } from './shop/rows.ts'

const load = '--run_dimensions --run_facts'

interface Step {
  readonly line: string
  /** What a hand does to the warehouse before. */
  readonly harm?: string
  readonly status: number
  readonly says?: readonly string[]
  readonly complains?: readonly string[]
}

const story: readonly Step[] = [
  { line: 'check', status: 0, says: ['The definitions are well: 2 dimensions, 1 fact.'] },
  { line: 'check --warehouse', status: 0, says: ['store: store_dim is not there yet; a load makes it'] },
  { line: load, status: 0 },
  {
    line: 'check --warehouse',
    status: 0,
    says: ['store: store_dim is well', 'All is well with the tables of 3 units.'],
  },
  {
    line: 'check --warehouse --select sale item',
    harm: 'DELETE FROM item_dim WHERE item_key = -1; UPDATE sale_fact SET store_key = 77 WHERE sale_id = 2',
    status: 2,
    complains: [
      'item: item_dim has lost its reserved members -1. Restore what is missing: run.ts check --warehouse --fix --select item',
      'sale: sale_fact: store_key names no row of store_dim (1 found, for example store_key 77, sale_id 2). Load the fact anew',
      'Something is wrong with the tables of 2 of 2 units.',
    ],
  },
  { line: '--run_dimensions', status: 1, complains: ['run.ts check --warehouse --fix --select item'] },
  {
    line: 'check --warehouse --fix',
    status: 2,
    says: ['item: restored the reserved members -1'],
    complains: ['Something is wrong with the tables of 1 of 3 units.'],
  },
  { line: load, status: 0 },
  { line: 'check --warehouse', status: 0, says: ['All is well with the tables of 3 units.'] },
]

// What is proved of tables, and how: test/load/star, on every engine.
describe('check', () => {
  it.each(inTurn({ 'finds what a hand has done, and restores reserved members': story }))(
    '%s',
    { timeout: 180_000 },
    async (_, engine, steps) => {
      await using shop = await openShop(engine)
      for (const { line, harm, status, says = [], complains = [] } of steps) {
        if (harm !== undefined) {
          await onDatabase(shop.warehouseUrl, async (session) => {
            for (const statement of harm.split('; ')) await session.execute(statement)
          })
        }
        const end = await shop.run(line)
        expect(end, `${line}\n${end.stdout}\n${end.stderr}`).toMatchObject({ status })
        for (const words of says) expect(end.stdout, line).toContain(words)
        for (const words of complains) expect(end.stderr, line).toContain(words)
        if (complains.length === 0) expect(end.stderr, line).toBe('')
      }
    },
  )
})
