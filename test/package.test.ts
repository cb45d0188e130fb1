import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine } from '../loader/engine/index.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'typeline-package-'))
const project = join(folder, 'shop')
const bin = join(root, 'node_modules/.bin')

interface Ended {
  readonly status: number
  readonly output: string
}

function command(program: string, words: readonly string[], cwd: string): Promise<Ended> {
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}`, NO_COLOR: '1' }
  return new Promise((resolve) => {
    execFile(program, words, { cwd, env, timeout: 240_000, maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 70
      resolve({ status, output: `${stdout}\n${stderr}` })
    })
  })
}

/** Packs a copy, so that nobody's dist/ is disturbed, and installs the tarball in an empty project. */
async function install(): Promise<string | null> {
  const copy = join(folder, 'package')
  mkdirSync(project)
  mkdirSync(copy)
  for (const name of [
    'loader',
    'scripts',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
  ])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir')
  const packed = await command('npm', ['pack', '--silent', '--pack-destination', folder], copy)
  const tarball = /typeline-\S+\.tgz/.exec(packed.output)?.[0] ?? ''
  if (packed.status !== 0 || !existsSync(join(folder, tarball))) throw new Error(`npm pack: ${packed.output}`)
  write('package.json', JSON.stringify({ name: 'shop', private: true, type: 'module' }))
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1', '--fetch-timeout=20000']
  const { status, output } = await command('npm', ['install', ...quiet, join(folder, tarball)], project)
  // A registry that is not reached says nothing of the package; anything else does.
  if (status !== 0 && /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network/i.test(output)) return output
  expect(output).not.toMatch(/npm error/)
  return null
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true })
  writeFileSync(join(project, path), text)
}

/** A document's block that begins with `// path`, written where it says, importing the package. */
function writeExample(document: string, path: string): void {
  const text = readFileSync(join(root, document), 'utf8')
  const block = [...text.matchAll(/```ts\n(\/\/ (\S+)[\s\S]*?)```/g)].find((found) => found[2] === path)?.[1]
  if (block === undefined) throw new Error(`${document} shows no ${path}.`)
  write(path, block.replaceAll("'../loader/index.ts'", "'typeline'"))
}

const unreachable = await install()
if (unreachable !== null) console.warn(`SKIPPED: npm cannot install here.\n${unreachable}`)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(unreachable !== null)('the package, installed in an empty project', () => {
  beforeAll(async () => {
    writeExample('README.md', 'creates/store-dim.ts')
    writeExample('README.md', 'sources/store.ts')
    writeExample('README.md', 'dimensions/store.ts')
    writeExample('docs/testing.md', 'test/store.test.ts')
    write('dimensions/index.ts', "export { store } from './store.ts'\n")
    write(
      'config.ts',
      `import * as dimensions from './dimensions/index.ts'
import { units, warehouse } from 'typeline'

export default warehouse({
  sources: { marketplace: 'duckdb:./shop.duckdb' },
  warehouse: 'duckdb:./warehouse.duckdb',
  dimensions: units(dimensions),
  facts: units({}),
})
`,
    )
    await using engine = await openEngine(`duckdb:${join(project, 'shop.duckdb')}`)
    await using session = await engine.connect()
    await session.execute(
      "CREATE TABLE stores AS SELECT 1::INTEGER AS id, 'North' AS name, 'Troy' AS city, TIMESTAMP '2024-01-01' AS changed_at",
    )
  })

  test('holds what runs, and nothing else', () => {
    const installed = readFileSync(join(project, 'node_modules/typeline/package.json'), 'utf8')
    expect(installed).toBe(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(existsSync(join(project, 'node_modules/typeline/dist/index.js'))).toBe(true)
    for (const name of ['loader', 'test', 'scripts'])
      expect(existsSync(join(project, 'node_modules/typeline', name))).toBe(false)
  })

  test('its types hold: the definitions compile, and a mistake does not', async () => {
    const strict = {
      strict: true,
      module: 'nodenext',
      target: 'es2024',
      noEmit: true,
      allowImportingTsExtensions: true,
    }
    const types = { typeRoots: [join(root, 'node_modules/@types')], types: ['node'] }
    write('tsconfig.json', JSON.stringify({ compilerOptions: { ...strict, ...types, skipLibCheck: true } }))
    expect(await command('tsc', ['-p', project], project)).toMatchObject({ status: 0 })
    write(
      'mistake.ts',
      readFileSync(join(project, 'dimensions/store.ts'), 'utf8')
        .replace("name: 'type2'", "nam: 'type2'")
        .replaceAll("'../", "'./"),
    )
    const { status, output } = await command('tsc', ['-p', project], project)
    expect(status).not.toBe(0)
    expect(output).toMatch(/mistake\.ts.*nam/)
    rmSync(join(project, 'mistake.ts'))
  })

  test('loads by its program, and the second time there is nothing to do', async () => {
    const first = await command('npx', ['typeline', '--run_dimensions', '--json'], project)
    expect(first).toMatchObject({ status: 0 })
    expect(first.output).toMatch(/"new": 1/)
    const second = await command('npx', ['typeline', '--run_dimensions', '--json'], project)
    expect(second.output).toMatch(/"unchanged": 1/)
    await using engine = await openEngine(`duckdb:${join(project, 'warehouse.duckdb')}`)
    await using session = await engine.connect()
    const rows = await session.query('SELECT store_id, name, city FROM store_dim WHERE store_key > 0')
    expect(rows).toEqual([[1, 'North', 'Troy']])
  })

  test('tests its dimension with typeline/testing, as docs/testing.md shows', async () => {
    const passed = await command('node', ['--test', '--test-reporter=tap', 'test/store.test.ts'], project)
    expect(passed.output).toMatch(/# pass 1\n/)
    const story = readFileSync(join(project, 'test/store.test.ts'), 'utf8')
    write('test/store.test.ts', story.replace('| $nord     | 1        | Nord ', '| $nord     | 1        | Nort '))
    const failed = await command('node', ['--test', '--test-reporter=tap', 'test/store.test.ts'], project)
    expect(failed.output).toMatch(/# fail 1\n/)
    expect(failed.output).toMatch(/- \| \$nord .*Nort/)
  })
})
