import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { importsOf } from '../floors/imports-of.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(root + path, 'utf8')

/** The faults that the issues built so far ask for. */
const asked = [
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
  [21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43],
  [44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58],
  [59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 70, 72, 73, 76],
].flat()

interface Fault {
  readonly number: number
  readonly tests: readonly (readonly [path: string, title: string])[]
}

/** The rows of the tables: `| 12 | fault | outcome | `test/….ts` › title<br>`test/….ts` › title |`. */
const text = read('docs/faults.md') + read('docs/reliability.md')
const faults: readonly Fault[] = [...text.matchAll(/^\| (\d+) \|.*\| (`test.*) \|$/gm)].map(
  ([, number, tests = '']) => ({
    number: Number(number),
    tests: tests.split('<br>').map((test): [string, string] => {
      const [, path = '', title = ''] = /^`(test\/[^`]+\.ts)` › (.+)$/.exec(test) ?? []
      return [path, title]
    }),
  }),
)

it('every fault that was asked for stands in docs/faults.md or docs/reliability.md once', () => {
  expect(faults.map(({ number }) => number).sort((a, b) => a - b)).toEqual(asked)
})

const files = globSync('test/**/*.ts', { cwd: root }).map((path) => path.replaceAll('\\', '/'))

/** Test files, and what they import: a story that no test plays is none. */
const run = new Set(files.filter((path) => path.endsWith('.test.ts')))
for (const path of run) for (const next of importsOf(path, read(path))) if (files.includes(next)) run.add(next)

it.each(faults.flatMap(({ number, tests }) => tests.map(([path, title]) => [number, path, title] as const)))(
  'FAULTS %i: %s › %s',
  (_, path, title) => {
    expect([...run]).toContain(path)
    const source = read(path)
    const written = [`'${title}'`, `"${title}"`, `\`${title}\``, `'${title.replaceAll("'", "\\'")}'`]
    const at = Math.max(...written.map((literal) => source.indexOf(literal)))
    expect(at, `${path} holds no test of that title`).toBeGreaterThan(0)
    expect(source.slice(0, at)).not.toMatch(/\b(?:skip|todo|fails)\(\s*$/)
  },
)
