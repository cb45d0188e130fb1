import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { windowOf } from '../../loader/model/index.ts'
import { play } from '../../loader/testing/index.ts'
import { playWindows } from './play-windows.ts'
import { techniques } from './techniques.ts'

const folder = new URL('../../docs/techniques/', import.meta.url)
const pages = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .map((name) => name.replace(/\.md$/, ''))
  .sort()

/** The fenced blocks of one language. */
function blocks(page: string, language: string): readonly string[] {
  const text = readFileSync(new URL(`${page}.md`, folder), 'utf8')
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, kind, block = '']) =>
    kind === language ? [block] : [],
  )
}

/** Lines without their indentation. */
function lines(text: string): string {
  return text.replace(/^ +/gm, '').trim()
}

/** docs/techniques: rows before and after are played, definition lines are quoted from the file of the same name beside this one, which compiles. */
describe.each(pages)('docs/techniques/%s.md', (page) => {
  it('draws what is so', async () => {
    const units = techniques[page] ?? []
    const stories = blocks(page, 'story')
    expect(stories).not.toEqual([])
    const windowed = units.some((unit) => windowOf(unit) !== null)
    for (const story of stories) await (windowed ? playWindows(units, story) : play(units, story))
  })

  it('quotes a definition', () => {
    const definitions = `\n${lines(readFileSync(new URL(`./techniques/${page}.ts`, import.meta.url), 'utf8'))}\n`
    const quoted = blocks(page, 'ts').map(lines)
    expect(quoted).not.toEqual([])
    for (const quote of quoted) expect(definitions).toContain(`\n${quote}\n`)
  })
})

it('the index of docs/techniques leads to every page, by its title', () => {
  const index = readFileSync(new URL('README.md', folder), 'utf8')
  const links = [...index.matchAll(/\[([^\]]+)\]\(([\w-]+)\.md\)/g)].map(([, title, page]) => `${page}: ${title}`)
  const titles = pages.map((page) => {
    const [title = ''] = readFileSync(new URL(`${page}.md`, folder), 'utf8').split('\n')
    return `${page}: ${title.replace(/^# /, '')}`
  })
  expect(links.toSorted()).toEqual(titles)
  expect(Object.keys(techniques).sort()).toEqual(pages)
  expect(readdirSync(new URL('./techniques/', import.meta.url)).sort()).toEqual(pages.map((page) => `${page}.ts`))
})
