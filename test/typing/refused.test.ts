import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Complaint, compile } from './compile.ts'

/**
 * Each file of refused/ makes one mistake, on the line after its comment `// refused: <sentence>`. The compiler must complain there and nowhere else, with that
 * sentence within its first 300 characters. `// refused, further down:` are the two known limits of the compiler (DEFINITIONS.md, Pitfalls, 5).
 */
const folder = join(import.meta.dirname, 'refused')
const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))
let complaints: readonly Complaint[] = []

beforeAll(async () => {
  complaints = await compile('test/typing/refused/tsconfig.json', 'test/typing/refused/')
})

test('there are files that are refused', () => {
  expect(files.length).toBeGreaterThan(30)
})

describe.each(files)('%s', (file) => {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n')
  const marked = lines.findIndex((line) => line.includes('// refused'))
  const [, furtherDown, sentence = ''] = /\/\/ refused(, further down)?: (.+)$/.exec(lines[marked] ?? '') ?? []

  test('is refused where the mistake stands, in a sentence', () => {
    const own = complaints.filter((complaint) => complaint.file.endsWith(`/${file}`))
    expect(own.map(({ line }) => line)).toEqual([marked + 2])
    const message = own[0]?.message ?? ''
    expect(sentence).not.toBe('')
    expect(furtherDown === undefined ? message.slice(0, 300) : message).toContain(sentence)
    expect(`${own[0]?.code}: ${message}`).toMatchSnapshot()
  })
})
