import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { runChild } from './run-child.ts'

const folder = mkdtempSync(join(tmpdir(), 'typeline-config-'))
writeFileSync(join(folder, 'file'), '')
afterAll(() => rmSync(folder, { recursive: true }))

const none = '{ units: [], toggles: {} }'
const sound = `{
  sources: {}, warehouse: 'duckdb:./none.duckdb', log: { directory: './log', level: 'info', keep: '90 days' },
  dimensions: ${none}, facts: ${none}, rejects: { warn: 0.01, fail: 0.1 },
  queue: { name: 'typeline', silence: 30, timeLimit: 21600, attempts: 7 }, schedules: {},
}`

describe('a configuration', () => {
  it.each<[string, string | null, number, string]>([
    ['that is not there', null, 2, 'There is no configuration '],
    ['that does not parse', 'export default {', 2, ' cannot be loaded: '],
    ['that throws', "\nthrow new Error('no such thing')", 2, 'cannot be loaded: no such thing ('],
    ['that imports what is not there', "import './nothing.ts'", 2, 'nothing.ts'],
    ['without a default', 'export const x = 1', 2, 'exports no default. Write: export default warehouse({ … })'],
    [
      'of another shape',
      `export default { ...${sound}, warehouse: 3, facts: [] }`,
      2,
      '\n  warehouse: must be a database URL or env(…)\n  facts: must be units(…) of facts',
    ],
    ['without units', `export default ${sound}`, 6, 'Nothing is selected'],
    [
      'whose log cannot be written',
      `export default { ...${sound}, log: { directory: '${join(folder, 'file')}', level: 'info', keep: '1 day' } }`,
      2,
      `The log cannot be written to ${join(folder, 'file', 'run.log')}`,
    ],
    [
      'that holds a bug of ours',
      `export default { ...${sound}, warehouse: { setting: 'W', reveal: () => undefined.length } }`,
      70,
      'This is a bug of the loader',
    ],
    [
      'in which something is thrown that nobody catches',
      "setImmediate(() => { throw new Error('boom') }); await new Promise(() => setInterval(() => {}, 1000))",
      70,
      'boom',
    ],
  ])('%s', async (name, text, status, sentence) => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.ts`)
    if (text !== null) writeFileSync(file, text)
    const end = await runChild(['--config', file])
    expect(end.stderr).toContain(sentence)
    expect(end).toMatchObject({ status, stdout: '' })
  })

  it('is relative to where one stands; what it says of files to its own folder', async () => {
    mkdirSync(join(folder, 'project'))
    writeFileSync(join(folder, 'project', 'own.ts'), `export default ${sound}`)
    const { stderr } = await runChild(['--config', 'project/own.ts'], { cwd: folder })
    expect(stderr).toContain('Nothing is selected')
    expect(readdirSync(join(folder, 'project', 'log'))).toEqual(['run.log'])
  })

  it.each(['status', '--run_facts'])(
    'with mistakes: all of them at once before "%s" connects anywhere',
    async (line) => {
      const file = fileURLToPath(new URL('./shop/mistaken-config.ts', import.meta.url))
      const end = await runChild([...line.split(' ').filter((word) => word !== ''), '--config', file], {
        env: { SHOP_LOG: folder },
      })
      expect(end).toMatchObject({ status: 2, stdout: '' })
      expect(end.stderr).toMatchInlineSnapshot(`
        "The definitions have 3 mistakes:
          dimension item and dimension wide both load table item_dim: a table has one unit.
          dimension wide: title is varchar(40), and source column title varchar(200): what is longer would be rejected. Declare both alike.
          fact sale, lookup store_key: dimension store is not among the warehouse's dimensions.
        "
      `)
    },
  )

  it('is not even looked for where the words are wrong', async () => {
    const end = await runChild(['--config', '/nowhere.ts', '--replay'])
    expect(end).toEqual({
      status: 2,
      stdout: '',
      stderr: 'There is no option "--replay". "run.ts --help" lists what there is.\n',
    })
  })

  it('is not needed for help', async () => {
    const end = await runChild(['--help'])
    expect(end).toMatchObject({ status: 0, stderr: '' })
    expect(end.stdout).toMatch(
      /--test_dimension_source[\s\S]*--run_dimensions[\s\S]*--run_facts[\s\S]*--delete_existing_tables[\s\S]*status/,
    )
  })
})
