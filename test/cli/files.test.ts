import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startChild } from './run-child.ts'

const loader = join(import.meta.dirname, '../../loader/index.ts')

/** A warehouse of one dimension from a CSV file, named relative to its configuration. */
const config = `import { csv, dimension, integer, key, natural, source, table, units, varchar, warehouse } from ${JSON.stringify(loader)}

const part = dimension({
  name: 'part',
  table: table('part_dim', { part_key: key(), id: natural(integer()), name: varchar(20) }),
  source: source({ files: csv('parts/*.csv'), columns: { id: integer(), name: varchar(20) } }),
  attributes: { name: 'type1' },
})

export default warehouse({
  sources: {},
  warehouse: 'duckdb:./warehouse.duckdb',
  dimensions: units({ part }),
  facts: units({}),
})
`

it('files are found from the folder of the configuration, and missed before any unit starts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'typeline-parts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'config.ts')
  writeFileSync(path, config)
  const run = (...words: readonly string[]) => startChild(['--config', path, ...words]).end

  const missing = await run('--run_dimensions')
  expect(missing.status).toBe(2)
  expect(missing.stderr).toContain('The source of dimension part: no file matches parts/*.csv')
  expect(missing.stderr).toContain('Nothing was loaded and nothing was changed.')

  mkdirSync(join(folder, 'parts'))
  writeFileSync(join(folder, 'parts/1.csv'), 'id,Name\n1,bolt\n')
  const proved = await run('--test_dimension_source')
  expect(proved.status).toBe(2)
  expect(proved.stderr).toContain('it has no name (but Name: names must be equal in case)')

  writeFileSync(join(folder, 'parts/1.csv'), 'id,name\n1,bolt\n2,nut\n')
  expect(await run('--test_dimension_source')).toMatchObject({ status: 0 })
  const loaded = await run('--run_dimensions', '--json')
  expect(loaded.status).toBe(0)
  expect(JSON.parse(loaded.stdout)).toMatchObject({ units: [{ counts: { read: 2, new: 2 } }] })
})
