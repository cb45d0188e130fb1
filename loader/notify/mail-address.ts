import { DefinitionError } from '../errors/index.ts'

export interface MailAddress {
  readonly name: string
  readonly address: string
}

const bare = /^[^\s\p{C}<>@,;:"()[\]\\]+@[^\s\p{C}<>@,;:"()[\]\\]+$/u
const named = /^([^\p{C}\u2028\u2029<>@,;:()\\]*)<([^<>]+)>$/u

/** One address, `warehouse@example.org` or `Warehouse <warehouse@example.org>`; throws DefinitionError 'bad-option' for anything else, lists too. */
export function mailAddress(option: string, text: string): MailAddress {
  const [, name = '', address = text] = named.exec(text.trim()) ?? []
  const plain = address.trim()
  if (!bare.test(plain))
    throw new DefinitionError(
      'bad-option',
      `warehouse, mail: ${option} holds ${JSON.stringify(text)}, which is no single address. Write "warehouse@example.org" or "Warehouse <warehouse@example.org>", each address a text of its own.`,
    )
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address: plain }
}
