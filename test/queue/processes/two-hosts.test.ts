import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import { until } from '../../cli/until.ts'
import { starOf } from '../../load/crash/star-of.ts'
import { startRedis } from '../../servers/index.ts'
import { configText, exampleAt } from './example-at.ts'
import { openHosts, whyNoHosts } from './hosts.ts'
import { findingsOf, loadAtOnce, unitsOf } from './load-at-once.ts'
import { many } from './many.ts'
import { openQueuedStar } from './queued-star.ts'
import { reachableServers } from './reachable-servers.ts'
import { serverEngines } from './server-engines.ts'
import { makeSource } from './source-of.ts'

const executionTime = '2026-01-01 00:00:00.000000'
const why = many ? whyNoHosts() : 'npm run test:queue'
if (many && why !== null) console.warn(`\n  ! Two hosts are not tried: ${why}.`)

describe.concurrent('a worker whose host is cut off in the midst of a load', () => {
  it.for(serverEngines)(
    '$name: another finishes, the first comes back and is fenced',
    { timeout: 600_000 },
    async ({ name, isHere }, { expect, skip }) => {
      skip(why !== null, why ?? '')
      skip(!isHere, 'its server or Redis is not installed')
      const { start, database: databaseOf } = reachableServers[name]
      await using stack = new AsyncDisposableStack()
      const folder = mkdtempSync(join(tmpdir(), 'typeline-hosts-'))
      stack.defer(() => rmSync(folder, { recursive: true, force: true }))
      const { address, network, hosts } = stack.use(await openHosts(['host-a', 'host-b']))
      const server = stack.use(await start(address, network, folder))
      const redis = stack.use(await startRedis({ settings: { bind: `127.0.0.1 ${address}` } }))
      const databases = { database: () => databaseOf(server.url) }
      // They end with their server: of a connection that was cut off it may think for long that it is there.
      const source = await makeSource(databases, 1)
      const [once, database] = [await databases.database(), await databases.database()]
      const at = (url: string) => url.replace('@127.0.0.1:', `@${address}:`)
      const places = { source: at(source.url), warehouse: at(database.url), redis: at(redis.url) }
      const clean = exampleAt({ ...places, warehouse: once.url })
      const all = unitsOf(clean)
      await loadAtOnce(clean, executionTime)
      const content = await starOf(once.url, all)
      await using star = await openQueuedStar({ warehouse: database.url, config: configText(places) })
      const [hostA, hostB] = hosts
      if (hostA === undefined || hostB === undefined) throw new Error('There are not two hosts.')

      const a = star.start(hostA.before)
      await a.ready
      const refresh = star.refresh(executionTime)
      const batches = `
      SELECT COUNT(*) FROM etl_batch b JOIN etl_unit_run u ON u.unit = b.unit AND u.unit_number = b.unit_number
      WHERE u.unit = 'product_sale' AND u.status = 'running'`
      await until(async () => Number(await star.ask(batches)) > 1)
      a.signal('SIGSTOP')
      hostA.cut()
      a.signal('SIGCONT')
      const cutOff = await star.ask(
        "SELECT unit_number, host, pid FROM etl_lock WHERE unit = 'product_sale' AND lane = 0",
      )
      expect(cutOff).toEqual([expect.stringMatching(`^\\d+ host-a ${a.pid}$`)])
      const [number = ''] = cutOff[0]?.split(' ') ?? []
      const outcome = `SELECT status, notes FROM etl_unit_run WHERE unit = 'product_sale' AND unit_number = ${number}`
      expect(await star.ask(outcome)).toEqual(['running null'])

      const b = star.start(hostB.before)
      expect(await refresh, b.told).toMatchObject({ status: 0 })
      expect(await star.ask("SELECT host, pid FROM etl_lock WHERE unit = 'product_sale' AND lane = 0")).toEqual([
        `host-b ${b.pid}`,
      ])
      expect(await starOf(database.url, all)).toEqual(content)

      hostA.mend()
      await until(async () => (await star.ask(outcome))[0]?.startsWith('fenced') === true)
      expect(await starOf(database.url, all)).toEqual(content)
      expect(await findingsOf(clean)).toEqual([])

      // It is of use again.
      b.signal('SIGTERM')
      expect(await b.ended(), b.told).toBe(0)
      expect(await star.refresh(executionTime), a.told).toMatchObject({ status: 0 })
      expect(await starOf(database.url, all)).toEqual(content)
      a.signal('SIGTERM')
      expect(await a.ended(), a.told).toBe(0)
    },
  )
})
