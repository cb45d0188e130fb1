import { basename } from 'node:path'
import { expect } from 'vitest'

/** The test file's name, so that a database left behind tells where it came from. */
export function fileWord(): string {
  const path = expect.getState().testPath
  const word = path === undefined ? 'file' : basename(path, '.test.ts')
  return word.replaceAll(/[^a-z0-9]/gi, '_').slice(0, 30)
}
