import { posix } from 'node:path'

/** A source tree in memory: path from the root, with slashes → text. */
export type Tree = ReadonlyMap<string, string>

// Statements stand at the start of a line (Biome sees to it); `import('…')` stands anywhere, in types too.
const forms = [
  /^import\s+(?:type\s+)?[\w$*{},\s]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^import\s*['"]([^'"]+)['"]/gm,
  /^export\s+(?:type\s+)?(?:\*(?:\s+as\s+[\w$]+)?|\{[^}]*\})\s*from\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]\s*[,)]/g,
]

/** The files of the tree that a file imports, types included, each once; packages are left out. */
export function importsOf(path: string, text: string): readonly string[] {
  const code = withoutComments(text)
  const names = forms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1] ?? ''))
  const own = names.filter((name) => name.startsWith('.')).map((name) => posix.join(posix.dirname(path), name))
  return [...new Set(own)]
}

/** `import(…)` of something that is only known at run time. */
export function importsUnknown(text: string): boolean {
  return /\bimport\(\s*[^'"\s)]/.test(withoutComments(text))
}

/** Comments that fill whole lines or the ends of lines; strings keep their slashes (`https://…`). */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/(^|\s)\/\/.*$/gm, '')
}
