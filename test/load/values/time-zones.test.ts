import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { describeOwnMariadb } from '../../servers/describe-mysql.ts'
import {
  duckdbDatabase,
  mysqlDatabase,
  type PrivateServer,
  postgresDatabase,
  startMariadb,
} from '../../servers/index.ts'

/** TZ of the host → its offset on 1970-01-01, to see that the child has it. */
const hosts = [
  ['America/New_York', 300],
  ['Asia/Kolkata', -330],
] as const

const stored = {
  zoned: [
    '2021-03-14 07:30:00.000001',
    '2021-11-07 05:30:00.000000',
    '2021-07-01 04:00:00.500000',
    '9999-12-31 23:59:59.999999',
  ],
  plain: [
    '2021-03-14 02:30:00.000001',
    '2021-11-07 01:30:00.000000',
    '2021-07-01 00:00:00.500000',
    '9999-12-31 23:59:59.999999',
  ],
}

async function loadUnder(TZ: string, sourceUrl: string, warehouseUrl: string): Promise<unknown> {
  const script = new URL('./load-local-times.ts', import.meta.url).pathname
  const env = { ...process.env, TZ }
  return JSON.parse((await promisify(execFile)(process.execPath, [script, sourceUrl, warehouseUrl], { env })).stdout)
}

describe('FAULTS 6: the same times are stored whatever TZ the host has', () => {
  it.each(hosts)('%s, in DuckDB', async (TZ, host) => {
    await using source = await duckdbDatabase()
    await using warehouse = await duckdbDatabase()
    expect(await loadUnder(TZ, source.url, warehouse.url)).toEqual({ host, ...stored })
  })

  describeOwnMariadb('and whatever zone the server has', () => {
    let server: PrivateServer
    beforeAll(async () => {
      server = await startMariadb({ args: ['--default-time-zone=+05:00'] })
    })
    afterAll(() => server[Symbol.asyncDispose]())

    it.each(hosts)('%s, through MariaDB', async (TZ, host) => {
      await using source = await mysqlDatabase(server.url)
      await using warehouse = await mysqlDatabase(server.url)
      expect(await loadUnder(TZ, source.url, warehouse.url)).toEqual({ host, ...stored })
    })
  })

  describe.skipIf(inject('postgresUrl') === null)('and on a PostgreSQL of another zone', () => {
    it.each(hosts)('%s', async (TZ, host) => {
      await using source = await postgresDatabase()
      await using warehouse = await postgresDatabase()
      expect(await loadUnder(TZ, source.url, warehouse.url)).toEqual({ host, ...stored })
    })
  })
})
