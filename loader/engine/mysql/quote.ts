import { DefinitionError } from '../../errors/index.ts'
import { capabilities } from './capabilities.ts'

/** Backticks, doubled inside; throws DefinitionError on a name that MySQL cannot hold. */
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
  if (/[\u{10000}-\u{10FFFF}]/u.test(identifier) || identifier.endsWith(' ')) {
    throw new DefinitionError(
      'identifier-characters',
      `The name ${JSON.stringify(identifier)} ends in a space or holds a character beyond U+FFFF, which MySQL names cannot. Rename it.`,
    )
  }
  if (length > limit) {
    throw new DefinitionError(
      'identifier-too-long',
      `The name "${identifier.slice(0, 40)}…" has ${length} characters, MySQL names may have ${limit}. Shorten it.`,
    )
  }
  return `\`${identifier.replaceAll('`', '``')}\``
}
