import { DefinitionError } from '../errors/index.ts'

/** Whether a text holds a wildcard: `*`, `?` or `[…]`. */
export function isGlob(text: string): boolean {
  return /[*?[]/.test(text)
}

/** A glob as a test of whole texts: `*` any characters, `?` one, `[a-z]` one of these, `[!a-z]` one of the others (dbt's, fnmatch's). Throws DefinitionError 'bad-selector'. */
export function glob(pattern: string): (text: string) => boolean {
  const source = pattern.replace(
    /\*|\?|\[(!?)(\]?[^\]]*)\]|[\s\S]/gu,
    (token, not: string | undefined, members: string | undefined) => {
      if (token === '*') return '[\\s\\S]*'
      if (token === '?') return '[\\s\\S]'
      if (members !== undefined && members !== '')
        return `[${not === '!' ? '^' : ''}${members.replace(/[\\[\]^]/g, '\\$&')}]`
      return token.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
    },
  )
  const test = compiled(pattern, `^${source}$`)
  return (text) => test.test(text)
}

function compiled(pattern: string, source: string): RegExp {
  try {
    return new RegExp(source, 'u')
  } catch (cause) {
    throw new DefinitionError('bad-selector', `The pattern "${pattern}" has a range that runs backwards.`, { cause })
  }
}
