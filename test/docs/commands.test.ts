import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseArguments } from '../../loader/cli/parse-arguments.ts'

const root = new URL('../..', import.meta.url)

/** Every command line of run.ts in a block of shell text, its remark and redirections left out. */
function commandLines(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```(?:sh|yaml|ini)\n([\s\S]*?)^```/gm)].map(([, block = '']) => block)
  return blocks.flatMap((block) =>
    [...block.matchAll(/\bnode run\.ts\b([^\n|<>&]*)/g)].map(([, words = '']) => words.replace(/\s#\s.*$/, '').trim()),
  )
}

/** Words as a shell would take them apart; what stands for something (RUN, %i) is a number. */
function words(line: string): readonly string[] {
  const parts = line.match(/'[^']*'|"[^"]*"|\S+/g) ?? []
  return parts.map((part) =>
    part
      .replace(/^(['"])(.*)\1$/, '$2')
      .replace(/^(RUN|N|PORT)$/, '1')
      .replaceAll('%i', '1'),
  )
}

describe('commands in the docs', () => {
  const files = ['README.md', ...globSync('docs/**/*.md', { cwd: root })]
  const lines = files.flatMap((file) =>
    commandLines(readFileSync(new URL(file, root), 'utf8')).map((line): [string, string] => [file, line]),
  )

  test('there are some', () => {
    expect(lines.length).toBeGreaterThan(20)
  })

  test.each(lines)('%s: run.ts %s', (_file, line) => {
    expect(() => parseArguments(words(line))).not.toThrow()
  })
})
