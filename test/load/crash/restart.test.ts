import { describe, expect, it } from 'vitest'
import type { BulkTarget, Engine } from '../../../loader/engine/index.ts'
import { DatabaseError } from '../../../loader/errors/index.ts'
import { describeOwnMariadb } from '../../servers/describe-mysql.ts'
import { describeOwnPostgres } from '../../servers/describe-postgres.ts'
import { mysqlDatabase, postgresDatabase, startMariadb, startPostgres } from '../../servers/index.ts'
import { inRun, type Step } from './load-units.ts'
import { once } from './once.ts'
import { memberAndSale as scenario } from './scenarios.ts'
import { starOf } from './star-of.ts'

const folder = '.'

/** The step, with this in the place of the warehouse. */
function through(step: Step, meddle: (engine: Engine) => Engine): Step {
  return (open) => {
    const warehouse = meddle(open.warehouse)
    return step({ ...open, warehouse, log: { ...open.log, engine: warehouse } })
  }
}

const isStage = (target: unknown) => (target as BulkTarget).table.startsWith('sale__')
const isSwap = (statement: unknown) => /\bRENAME\b/.test(String(statement))

const servers = [
  {
    name: 'mysql',
    describe: describeOwnMariadb,
    // What is committed is written; it need not outlive a power cut of this machine.
    start: () => startMariadb({ args: ['--innodb-flush-log-at-trx-commit=2'] }),
    database: mysqlDatabase,
  },
  {
    name: 'postgres',
    describe: describeOwnPostgres,
    start: () => startPostgres({ settings: { synchronous_commit: 'on' } }),
    database: postgresDatabase,
  },
]

describe.each(servers)('a server that is killed and started again under a load ($name)', (server) => {
  server.describe('is met again', () => {
    it('in a batch, before the swap and after it: the load goes on, no row is lost or there twice', async () => {
      await using own = await server.start()
      const loaded = async (meddle: (engine: Engine) => Engine) => {
        const { url } = await server.database(own.url)
        await scenario.before(url, folder)
        const steps = scenario.steps(url, folder).map((step) => through(step, meddle))
        await inRun(url, scenario.executionTime, steps)
        return await starOf(url, scenario.units(folder))
      }
      let restarts = 0
      const restart = async () => {
        restarts += 1
        await own.restart()
      }
      const loseAnswer = async () => {
        await restart()
        throw new DatabaseError('connection-lost', 'The server went away with its answer.', { transient: true })
      }
      const clean = await loaded((engine) => engine)
      expect(await loaded((engine) => once(engine, 'before', 'bulkLoad', isStage, restart))).toEqual(clean)
      expect(await loaded((engine) => once(engine, 'before', 'execute', isSwap, restart))).toEqual(clean)
      expect(await loaded((engine) => once(engine, 'after', 'execute', isSwap, loseAnswer))).toEqual(clean)
      expect(restarts).toBe(3)
    })
  })
})
