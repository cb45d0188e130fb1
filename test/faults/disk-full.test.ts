import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it, type TestContext } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import type { FactShape } from '../../loader/model/index.ts'
import { degenerate, integer, measure, varchar } from '../../loader/schema/index.ts'
import { findProgram } from '../../scripts/server-programs.ts'
import { inRun, loadOne } from '../load/crash/load-units.ts'
import { drawFact } from '../load/world/shapes.ts'
import { mysqlDatabase, postgresDatabase, startMariadb } from '../servers/index.ts'
import { smallDisk } from '../servers/small-disk.ts'

/** Rows of four kilobytes that nothing compresses. */
function note(rows: number): FactShape {
  return drawFact('note', {
    columns: { no: degenerate(integer()), words: measure(varchar(5000)) },
    grain: ['no'],
    source: {
      from: '',
      columns: { no: integer(), words: varchar(5000) },
      *rows() {
        for (let no = 0; no < rows; no++) yield { no, words: randomBytes(2048).toString('hex') }
      },
    },
  })
}

async function load(url: string, rows: number): Promise<unknown> {
  let error: unknown
  const one = async (open: Parameters<typeof loadOne>[0]) => {
    error = (await loadOne(open, note(rows))).error
  }
  // On a full disk the run's own end may not be written down either.
  await inRun(url, '2020-01-01 00:00:00.000000', [one]).catch((failure: unknown) => {
    error ??= failure
  })
  return error
}

async function notes(url: string): Promise<number> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  return Number((await session.query('SELECT COUNT(*) FROM note'))[0]?.[0])
}

/** Some rows, then too many, then others that fit. A server has its room again when the stage is dropped, a file of DuckDB needs some to shrink. */
async function fillUp(url: string, makeRoom: () => void = () => undefined): Promise<void> {
  expect(await load(url, 50)).toBeUndefined()
  expect(await load(url, 8000)).toMatchObject({ code: 'disk-full', transient: false })
  expect(await notes(url)).toBe(50)
  makeRoom()
  // A server gives the room of a dropped table back some time after.
  await expect.poll(() => load(url, 60), { timeout: 30_000 }).toBeUndefined()
  expect(await notes(url)).toBe(60)
}

function disk(context: TestContext, owner: Parameters<typeof smallDisk>[1] = null) {
  const small = smallDisk(24, owner)
  if (small === null) {
    const reason = 'A full disk is not tried: no file system can be mounted here. Run the tests as root to have it.'
    console.warn(`\n  ! ${reason}`)
    context.skip(reason)
  }
  return small
}

describe('a full disk fails the unit; readers see the rows of before, and room is enough to go on', () => {
  it('DuckDB', async (context) => {
    using small = disk(context)
    await fillUp(`duckdb:${join(small.path, 'warehouse.duckdb')}`, () => small.grow(64))
  })

  it.skipIf(inject('postgresUrl') === null)('PostgreSQL', async (context) => {
    await using database = await postgresDatabase()
    await using engine = await openEngine(database.url)
    await using session = await engine.connect()
    const [row] = await session.query('SHOW data_directory')
    const owner = statSync(String(row?.[0]), { throwIfNoEntry: false })
    if (owner === undefined) context.skip('The server is on another machine.')
    using small = disk(context, owner)
    const name = `small_${process.pid}`
    await session.execute(`CREATE TABLESPACE ${name} LOCATION '${small.path}'`)
    try {
      await session.execute(
        `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET default_tablespace = ${name}`,
      )
      await fillUp(database.url)
    } finally {
      for (const table of await session.tablesLike('')) await session.execute(session.dialect.dropTable(table))
      await session.execute(`DROP TABLESPACE ${name}`)
    }
  })

  it.skipIf(findProgram('mariadbd') === null)('MariaDB', async () => {
    await using server = await startMariadb({
      args: ['--innodb-file-per-table=0', '--innodb-data-file-path=ibdata1:12M:autoextend:max:32M'],
    })
    await using database = await mysqlDatabase(server.url)
    await fillUp(database.url)
  })
})
