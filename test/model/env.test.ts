import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { env, readEnvFrom } from '../../loader/model/index.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'typeline-env-'))
  readEnvFrom(folder)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

describe('a setting is, in this order,', () => {
  test('that of the environment', async () => {
    vi.stubEnv('TYPELINE_TEST_URL', 'from the environment')
    await writeFile(join(folder, '.env'), 'TYPELINE_TEST_URL=from the file\n')
    expect(env('TYPELINE_TEST_URL', 'the default').reveal()).toBe('from the environment')
  })

  test('that of .env', async () => {
    await writeFile(join(folder, '.env'), '# a comment\nTYPELINE_TEST_URL="from the file" # more\nOTHER=1\n')
    expect(env('TYPELINE_TEST_URL', 'the default').reveal()).toBe('from the file')
  })

  test('the default', () => {
    expect(env('TYPELINE_TEST_URL', 'the default').reveal()).toBe('the default')
  })

  test('or a sentence', () => {
    expect(() => env('TYPELINE_TEST_URL').reveal()).toThrow(
      expect.objectContaining({
        name: 'DefinitionError',
        code: 'missing-setting',
        message:
          'The setting TYPELINE_TEST_URL is nowhere to be found: set the environment variable TYPELINE_TEST_URL, or write TYPELINE_TEST_URL=… ' +
          'into .env beside config.ts.',
      }),
    )
  })
})

test('an empty setting is a setting', () => {
  vi.stubEnv('TYPELINE_TEST_URL', '')
  expect(env('TYPELINE_TEST_URL', 'the default').reveal()).toBe('')
})

test('it shows its name, never its value', () => {
  vi.stubEnv('TYPELINE_TEST_URL', 'mysql://root:secret@host/db')
  const setting = env('TYPELINE_TEST_URL', 'mysql://root:hidden@host/db')
  const shown = [
    String(setting),
    `${setting}`,
    JSON.stringify({ setting }),
    inspect({ setting }),
    inspect(setting, { showHidden: true, depth: 9 }),
    Object.values(setting).map(String).join(' '),
  ]
  for (const text of shown) {
    expect(text).not.toMatch(/secret|hidden/)
    expect(text).toContain('TYPELINE_TEST_URL')
  }
  expect(String(setting)).toBe('env(TYPELINE_TEST_URL)')
  expect(JSON.stringify(setting)).toBe('"env(TYPELINE_TEST_URL)"')
  expect(Object.keys(setting)).toEqual(['setting', 'reveal'])
})
