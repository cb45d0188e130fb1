import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { run } from './compile.ts'

/**
 * What an editor shows of each definition in accepted/definitions.ts, by name; the compiler's own declarations stand for it. That the file compiles at
 * all is `compiles`: it holds every example of DEFINITIONS.md.
 */
const shown = new Map<string, string>()
let complaints = ''

beforeAll(async () => {
  const root = join(import.meta.dirname, '../..')
  const folder = await mkdtemp(join(tmpdir(), 'typeline-hovers-'))
  try {
    const emit = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', root, '--outDir', folder]
    complaints = (await run(['-p', 'test/typing/accepted', '--pretty', 'false', ...emit])).output
    const text = await readFile(join(folder, 'test/typing/accepted/definitions.d.ts'), 'utf8')
    for (const [, name = '', type = ''] of text.matchAll(
      /^export declare const (\w+): ([\s\S]*?);$(?=\n(?:export|\/\*\*|$))/gm,
    )) {
      shown.set(name, type.replaceAll(/import\("[^"]+"\)\./g, '').replaceAll(/\s+/g, ' '))
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('every example of DEFINITIONS.md compiles', () => {
  expect(complaints).toBe('')
})

describe('hovers', () => {
  test.each(['school', 'user', 'creditCampaign', 'day', 'productSale', 'attendance'])(
    '%s is one short line',
    (name) => {
      expect(shown.get(name)).toMatch(/^(Dimension|Fact)<"\w+", "\w+", "\w*">$/)
    },
  )

  test.each(['schools', 'users', 'campaigns', 'sales', 'scans'])('%s shows SQL names alone', (name) => {
    expect(shown.get(name)).toMatch(/^Source<"marketplace", \{( \w+: "\w+"( \| null)?;)+ \}>$/)
  })

  test('tables show a column by name, nullability and purpose', () => {
    expect(shown.get('creditCampaignDim')).toBe(
      'Table<"credit_campaign_dim", { campaign_key: Column<"integer", false, "key">; firm: Column<"varchar", false, "natural">; ' +
        'code: Column<"varchar", false, "natural">; title: Column<"varchar", false, "attribute">; }>',
    )
    expect(shown.get('attendanceFact')).toContain(
      'campaign_key: Reference<"credit_campaign_dim", { firm: "varchar"; code: "varchar"; }, "plain", false>',
    )
    expect(shown.get('productSaleFact')).toContain('buyer_key: Reference<"user_dim", { user_id: "integer"; }, "daily"')
  })

  test('derive adds what it gives, by its SQL name', () => {
    const added = [
      'sold_on: "date"',
      'channel: "varchar" | null',
      'bulk: "boolean"',
      'lines: "integer"',
      'changed_at: "timestamp"',
    ]
    for (const column of added) expect(shown.get('sales')).toContain(`${column};`)
  })
})
