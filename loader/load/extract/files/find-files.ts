import { glob, stat } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { DefinitionError } from '../../../errors/index.ts'
import type { UnitDefinition } from '../../../model/index.ts'

/**
 * The files of a path or glob, as named there, in the order of their names' bytes. Throws DefinitionError 'no-file' where there is none: an empty
 * result would pass for an empty source.
 */
export async function findFiles(unit: UnitDefinition, path: string): Promise<readonly string[]> {
  if (await isFile(path)) return [path]
  const isPattern = /[*?[\]{}]/.test(path)
  const found: string[] = []
  if (isPattern) for await (const file of glob(path)) if (await isFile(file)) found.push(file)
  if (found.length === 0) {
    const what = isPattern ? 'no file matches' : 'there is no file'
    throw new DefinitionError(
      'no-file',
      `The source of ${unit.kind} ${unit.name}: ${what} ${path} (${resolve(path)}). Relative paths begin at the folder of config.ts.`,
      { fields: { unit: unit.name, path } },
    )
  }
  return found.map(shown).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
}

/** With slashes on every system, so that the order is the same. */
function shown(file: string): string {
  const near = relative('.', file)
  return (near.startsWith('..') ? file : near).split(sep).join('/')
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    // The caller says that there is none.
    return false
  }
}
