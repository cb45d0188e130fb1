import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { complaints } from './floors/complaints.ts'

const root = new URL('..', import.meta.url)

describe('the house', () => {
  it('stands: floors, circles, index files, sizes, names, environment, business', () => {
    const paths = globSync('**/*.ts', { cwd: root, exclude: ['node_modules/**', 'dist/**', 'data/**'] })
    // Refused definitions are wrong on purpose, and this file's planted breaches would count as its own.
    const looked = paths.filter((path) => !path.startsWith('test/typing/refused/') && path !== 'test/floors.test.ts')
    const tree = new Map(looked.sort().map((path) => [path, readFileSync(new URL(path, root), 'utf8')]))
    expect(tree.has('loader/etl/index.ts')).toBe(true)
    expect(complaints(tree)).toEqual([])
  })
})

/** A sound small tree; each case breaks it in one way. */
const sound: Record<string, string> = {
  'loader/errors/index.ts': "export { Wrong } from './wrong.ts'\n",
  'loader/errors/wrong.ts': '// import { x } from "../cli/index.ts" is only talk\nexport class Wrong {}\n',
  'loader/engine/index.ts': "export type { Engine } from './engine.ts'\n",
  'loader/engine/engine.ts': "import { Wrong } from '../errors/index.ts'\nexport interface Engine { wrong: Wrong }\n",
  'loader/cli/index.ts': "import {\n  type Engine,\n} from '../engine/index.ts'\nexport type X = Engine\n",
  'creates/school-dim.ts': "import '../loader/cli/index.ts'\n",
  'test/some.test.ts': "import { Wrong } from '../loader/errors/index.ts'\nconst url = process.env['TEST_URL']\n",
}

describe('the scan sees', () => {
  it('nothing in a sound tree', () => {
    expect(complaints(new Map(Object.entries(sound)))).toEqual([])
  })

  it.each<[string, Record<string, string>, string[]]>([
    [
      'an import that goes up',
      { 'loader/errors/wrong.ts': "import { a } from '../cli/index.ts'\n" },
      [
        'loader/errors/wrong.ts (floor 0): imports up, loader/cli/index.ts (floor 8)',
        'loader/errors/index.ts → loader/errors/wrong.ts → loader/cli/index.ts → loader/engine/index.ts → loader/engine/engine.ts → loader/errors/index.ts: a circle',
      ],
    ],
    [
      'a type that goes up',
      { 'loader/schema/index.ts': "import type { Engine } from '../engine/index.ts'\n" },
      ['loader/schema/index.ts (floor 1): imports up, loader/engine/index.ts (floor 3)'],
    ],
    [
      'a re-export that goes up',
      { 'loader/schema/index.ts': "export * from '../engine/index.ts'\n" },
      ['loader/schema/index.ts (floor 1): imports up, loader/engine/index.ts (floor 3)'],
    ],
    [
      'an import() that goes up, in a type too',
      { 'loader/schema/index.ts': "export type E = import('../engine/index.ts').Engine\n" },
      ['loader/schema/index.ts (floor 1): imports up, loader/engine/index.ts (floor 3)'],
    ],
    [
      'an import past an index',
      { 'loader/cli/index.ts': "import { Engine } from '../engine/engine.ts'\n" },
      ['loader/cli/index.ts: imports loader/engine/engine.ts past its index.ts'],
    ],
    [
      'a circle of types inside a floor',
      {
        'loader/engine/engine.ts': "import type { Session } from './session.ts'\n",
        'loader/engine/session.ts': "import type { Engine } from './engine.ts'\n",
      },
      ['loader/engine/engine.ts → loader/engine/session.ts → loader/engine/engine.ts: a circle'],
    ],
    [
      'a file that is not there',
      { 'loader/cli/index.ts': "import '../gone/index.ts'\n" },
      ['loader/cli/index.ts: imports loader/gone/index.ts, which is not there'],
    ],
    [
      'a file too long',
      { 'loader/cli/long.ts': '\n'.repeat(251) },
      ['loader/cli/long.ts: has 251 lines, more than 250'],
    ],
    ['a drawer', { 'loader/cli/utils.ts': '' }, ['loader/cli/utils.ts: "utils" is a drawer']],
    [
      'a folder that is a drawer',
      { 'loader/cli/helpers/one.ts': '' },
      ['loader/cli/helpers/one.ts: "helpers" is a drawer'],
    ],
    [
      'a name that is not kebab-case',
      { 'loader/cli/loadConfig.ts': '' },
      ['loader/cli/loadConfig.ts: is not kebab-case'],
    ],
    ['a place on no floor', { 'loader/extras/one.ts': '' }, ['loader/extras/one.ts: stands on no floor']],
    [
      'the environment read',
      { 'loader/cli/one.ts': "process.env['X']\n" },
      ['loader/cli/one.ts: reads the environment'],
    ],
    [
      'the environment taken apart',
      { 'loader/cli/one.ts': 'const { env } = process\n' },
      ['loader/cli/one.ts: reads the environment'],
    ],
    [
      'the business in the loader',
      { 'loader/cli/one.ts': "const t = 'school_dim'\n" },
      ['loader/cli/one.ts: names "school", which is the business\'s'],
    ],
    [
      'the business inside a name',
      { 'loader/cli/one.ts': 'const bigSchoolTable = 1\n' },
      ['loader/cli/one.ts: names "school", which is the business\'s'],
    ],
    [
      'the tests imported',
      { 'loader/cli/one.ts': "import '../../test/some.test.ts'\n" },
      ['loader/cli/one.ts: imports test/some.test.ts, which nothing may import'],
    ],
    [
      'an import of what is only known at run time',
      { 'loader/cli/one.ts': 'await import(path)\n' },
      ['loader/cli/one.ts: imports what no scan can follow'],
    ],
  ])('%s', (_, broken, expected) => {
    expect(complaints(new Map(Object.entries({ ...sound, ...broken })))).toEqual(expected)
  })
})
