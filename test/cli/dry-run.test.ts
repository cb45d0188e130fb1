import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { engines } from '../servers/index.ts'
import { openShop } from './open-shop.ts'
import { onDatabase } from './shop/rows.ts'

const load = '--run_dimensions --run_facts'

/** Every row of every table of a warehouse, the run log's too. */
async function everything(url: string): Promise<Readonly<Record<string, readonly string[]>>> {
  return await onDatabase(url, async (session) => {
    const tables: Record<string, readonly string[]> = {}
    for (const table of await session.tablesLike('')) {
      const rows = await session.query(`SELECT * FROM ${session.dialect.quote(table)}`)
      tables[table] = rows.map((row) => JSON.stringify(row)).sort()
    }
    return tables
  })
}

interface Document {
  readonly status: number
  readonly dry_run?: boolean
  readonly units: readonly { readonly name: string; readonly counts: object; readonly notes: object }[]
}

describe.each(engines)('--dry-run and --sample on $name', (engine) => {
  it('FAULTS 29: not one write, and what a load would do is what it does then', { timeout: 180_000 }, async () => {
    await using shop = await openShop(engine)
    const scratch = mkdtempSync(join(tmpdir(), 'typeline-scratch-'))
    onTestFinished(() => rmSync(scratch, { recursive: true, force: true }))
    const run = (line: string) => shop.run(line, { TMPDIR: scratch })
    const told = async (line: string): Promise<Document> => JSON.parse((await run(`${line} --json`)).stdout) as Document
    const effects = ({ units }: Document) => units.map(({ name, counts, notes }) => ({ name, counts, notes }))

    // Where nothing is yet, nothing is made.
    const empty = await run(`--dry-run ${load}`)
    expect(empty).toMatchObject({ status: 0, stderr: '' })
    expect(empty.stdout).toMatch(/^store +10 +10 .* done$/m)
    expect(empty.stdout).toMatch(/A dry run: that is what a load would do\. Nothing was written to \S+\n$/)
    expect(await shop.rows()).toEqual(engine.name === 'duckdb' ? null : { stores: null, items: null, sales: null })

    expect(await run(load)).toMatchObject({ status: 0 })
    await shop.change(
      "UPDATE store SET name = 'Renamed' WHERE id = 2",
      "UPDATE store SET city = 'Moved' WHERE id = 3",
      "INSERT INTO item VALUES (99, 'Late')",
      "INSERT INTO sale VALUES (5, 2, 1, '2026-02-01 10:00:00', 9.99)",
      'INSERT INTO store SELECT id + 10, name, city, opened_at FROM store',
      "INSERT INTO store VALUES (NULL, 'No id', NULL, NULL)",
    )
    const before = await everything(shop.warehouseUrl)
    const dry = await told(`--dry-run ${load}`)
    expect(await everything(shop.warehouseUrl)).toEqual(before)
    expect(dry).toMatchObject({ status: 3, dry_run: true, rejects: [{ unit: 'store', reason: 'null-key', rows: 1 }] })

    const lines = await run(`--sample 3 --threads 2 ${load}`)
    expect(await everything(shop.warehouseUrl)).toEqual(before)
    expect(lines.stdout).toMatch(/^store +7 +3 /m)
    expect(lines.stdout).toMatch(/^sale +2 +2 /m)
    expect(lines.stdout).toContain('A dry run of every 3rd source row')

    await shop.change('UPDATE item SET id = NULL')
    const failing = await run(`--dry-run ${load}`)
    expect(failing).toMatchObject({ status: 1 })
    expect(failing.stdout).toContain('It would reject:\nrun  unit   reason    rows\n')
    expect(failing.stdout).not.toContain('Rejected rows')
    expect(failing.stdout).toMatch(/^ {2}item: item_id/m)
    expect(await everything(shop.warehouseUrl)).toEqual(before)

    await shop.change(
      "UPDATE item SET id = 1 WHERE title = 'Pen'",
      "UPDATE item SET id = 2 WHERE title = 'Ink'",
      "UPDATE item SET id = 99 WHERE title = 'Late'",
    )
    expect(effects(await told(load))).toEqual(effects(dry))
    expect(readdirSync(scratch)).toEqual([])
  })
})
