import { DefinitionError } from '../../errors/index.ts'
import { capabilities } from './capabilities.ts'

/** Double quotes, doubled inside; DuckDB keeps the case and compares names without it. */
export function quote(identifier: string): string {
  const { limit } = capabilities.identifier
  const length = [...identifier].length
  if (length === 0) throw new DefinitionError('identifier-empty', 'A table or column has an empty name. Give it one.')
  if (identifier.includes('\0')) {
    throw new DefinitionError(
      'identifier-nul',
      `The name ${JSON.stringify(identifier)} holds a NUL character. Remove it.`,
    )
  }
  if (length > limit) {
    throw new DefinitionError(
      'identifier-too-long',
      `The name "${identifier.slice(0, 40)}…" has ${length} characters, DuckDB names may have ${limit} here. Shorten it.`,
    )
  }
  return `"${identifier.replaceAll('"', '""')}"`
}
