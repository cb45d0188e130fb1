import { join } from 'node:path'
import config from '../config.ts'
import { type Engine, type OpenOptions, openEngine } from '../loader/engine/index.ts'
import { DefinitionError } from '../loader/index.ts'

/** The database that config.ts names as its source 'marketplace'. */
export async function openSource(options?: OpenOptions): Promise<Engine> {
  // A relative path is taken from the folder of config.ts, as run.ts takes it.
  process.chdir(join(import.meta.dirname, '..'))
  const setting = config.sources['marketplace']
  if (setting === undefined)
    throw new DefinitionError('no-source', 'config.ts names no source marketplace: name one under sources.')
  return await openEngine(typeof setting === 'string' ? setting : setting.reveal(), options)
}
