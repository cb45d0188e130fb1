import { enableCompileCache, findPackageJSON } from 'node:module'
import { join } from 'node:path'
import type { RunOptions } from './run-options.ts'

/**
 * The command line. Gives the exit status, prints and logs everything else; does not throw. For `process.exitCode`, so that Node ends by itself
 * once all is written.
 */
export async function run(options: RunOptions): Promise<number> {
  // Two thirds of a short command's time would be the reading of source text. The cache lies beside the packages: a shared folder is
  // anybody's to write to.
  const commander = findPackageJSON('commander', import.meta.url)
  if (commander !== undefined) enableCompileCache(join(commander, '../../.cache/typeline'))
  const { commandLine } = await import('./command-line.ts')
  return await commandLine(options)
}
