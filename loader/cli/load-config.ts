import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { DefinitionError, TypelineError } from '../errors/index.ts'
import { readEnvFrom, type WarehouseShape } from '../model/index.ts'
import { asWarehouse } from './config-schema.ts'

/** Imports a configuration file and proves its default export. Throws DefinitionError 'no-config', 'broken-config', 'bad-config'. */
export async function loadConfig(file: string): Promise<WarehouseShape> {
  if (!existsSync(file)) {
    throw new DefinitionError(
      'no-config',
      `There is no configuration ${file}. Write one, or name another with --config.`,
    )
  }
  // Before the import: a configuration may reveal a setting while it is read.
  readEnvFrom(dirname(resolve(file)))
  const loaded = await importFile(file)
  if (!('default' in loaded)) {
    throw new DefinitionError(
      'bad-config',
      `The configuration ${file} exports no default. Write: export default warehouse({ … })`,
    )
  }
  return asWarehouse(loaded['default'], file)
}

async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(file).href)
  } catch (cause) {
    // A definition that refuses itself says so in a sentence of its own.
    if (cause instanceof TypelineError) throw cause
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new DefinitionError(
      'broken-config',
      `The configuration ${file} cannot be loaded: ${message}${place(cause)}`,
      { cause },
    )
  }
}

/** Where a thrown error began, outside of Node and packages. */
function place(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const at = /^(?:\s+at .*\()?(file:\/\/[^\s)]+?):(\d+)/m.exec(stack)
  return at?.[1] === undefined || at[1].includes('/node_modules/') ? '' : ` (${fileURLToPath(at[1])}:${at[2]})`
}
