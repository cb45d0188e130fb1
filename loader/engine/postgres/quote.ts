import { DefinitionError } from '../../errors/index.ts'
import { capabilities } from './capabilities.ts'

/** Double quotes, doubled inside; throws DefinitionError on a name that PostgreSQL cannot hold (it would cut it in silence). */
export function quote(identifier: string): string {
  const { limit } = capabilities.identifier
  const bytes = Buffer.byteLength(identifier)
  if (bytes === 0) throw new DefinitionError('identifier-empty', 'A table or column has an empty name. Give it one.')
  if (identifier.includes('\0')) {
    throw new DefinitionError(
      'identifier-nul',
      `The name ${JSON.stringify(identifier)} holds a NUL character. Remove it.`,
    )
  }
  if (!identifier.isWellFormed()) {
    throw new DefinitionError(
      'identifier-characters',
      `The name ${JSON.stringify(identifier)} holds half a surrogate pair. Rename it.`,
    )
  }
  if (bytes > limit) {
    throw new DefinitionError(
      'identifier-too-long',
      `The name "${identifier.slice(0, 40)}…" has ${bytes} bytes, PostgreSQL names may have ${limit}. Shorten it.`,
    )
  }
  return `"${identifier.replaceAll('"', '""')}"`
}

/** Text as a literal; sessions of ours take backslashes as they are. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
