import { describe, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { openShop } from '../cli/open-shop.ts'
import { engines } from '../servers/index.ts'

describe.each(engines.filter(({ name }) => name === 'duckdb'))(
  'a file that another process has open ($name)',
  (engine) => {
    it.each([
      ['source', 'the source shop'],
      ['warehouse', 'the warehouse'],
    ] as const)(
      'FAULTS 57: the %s: a sentence with its process, exit status 5, nothing loaded; then it loads',
      async (which, place) => {
        await using shop = await openShop(engine)
        const load = '--run_dimensions --run_facts'
        {
          // This process is the other one.
          await using _ = await openEngine(which === 'source' ? shop.sourceUrl : shop.warehouseUrl)
          const end = await shop.run(load)
          expect(end.stderr).toMatch(
            new RegExp(`${place}: .*test\\.duckdb is open in process ${process.pid} .*Wait for it to end or close it`),
          )
          expect(end.status).toBe(5)
        }
        expect((await shop.tables()).filter((table) => !table.startsWith('etl_'))).toEqual([])
        expect(await shop.run(load)).toMatchObject({ status: 0, stderr: '' })
      },
    )
  },
)
