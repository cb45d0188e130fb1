import { posix } from 'node:path'
import { circles } from './circles.ts'
import {
  drawers,
  environment,
  everyday,
  floorOf,
  loadsConfig,
  mostLines,
  outside,
  standsIn,
  tables,
  tools,
} from './house.ts'
import { importsOf, importsUnknown, type Tree } from './imports-of.ts'

/** Every breach of the house's rules in a tree, as sentences; none when it is sound. */
export function complaints(tree: Tree): readonly string[] {
  const words = businessWords(tree)
  const single = [...tree].flatMap(([path, text]) => [
    ...placed(path),
    ...named(path),
    ...sized(path, text),
    ...environmentRead(path, text),
    ...business(path, text, words),
    ...importsOf(path, text).flatMap((target) => imported(path, target, tree)),
    ...(importsUnknown(text) && path !== loadsConfig ? [`${path}: imports what no scan can follow`] : []),
  ])
  return [...single, ...circles(tree)]
}

function placed(path: string): string[] {
  return floorOf(path) === null && !standsIn(path, outside) && !standsIn(path, tools)
    ? [`${path}: stands on no floor`]
    : []
}

function named(path: string): string[] {
  const parts = path.split('/')
  const stem = (parts.pop() ?? '').replace(/(\.test)?\.ts$/, '')
  const found = [...parts, stem].find((part) => drawers.has(part))
  if (found !== undefined) return [`${path}: "${found}" is a drawer`]
  return /^[a-z0-9]+(-[a-z0-9]+)*(\.config)?$/.test(stem) ? [] : [`${path}: is not kebab-case`]
}

function sized(path: string, text: string): string[] {
  const lines = text.split('\n').length - 1
  return lines > mostLines && !tables.includes(path) ? [`${path}: has ${lines} lines, more than ${mostLines}`] : []
}

function environmentRead(path: string, text: string): string[] {
  const reads =
    /\bprocess\s*\??\.\s*env\b|\bprocess\s*\[|from 'node:process'|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/.test(text)
  return reads && !environment.some((place) => place.test(path)) ? [`${path}: reads the environment`] : []
}

/** Names of the example warehouse's units and tables, as they stand in its file names. */
function businessWords(tree: Tree): ReadonlySet<string> {
  const definitions = [...tree.keys()].filter(
    (path) =>
      /(^|\/)(creates|sources|dimensions|facts)\/[^/]+\.ts$/.test(path) &&
      !path.startsWith('loader/') &&
      !path.startsWith('test/'),
  )
  const stems = definitions.map((path) => posix.basename(path, '.ts').replace(/-(dim|fact)$/, ''))
  return new Set(
    stems.flatMap((stem) => [stem.replaceAll('-', '_'), ...stem.split('-')]).filter((word) => !everyday.has(word)),
  )
}

function business(path: string, text: string, words: ReadonlySet<string>): string[] {
  if (!path.startsWith('loader/')) return []
  const code = text.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
  const parts = new Set(code.match(/[a-z]+(?:_[a-z]+)*/g)?.flatMap((word) => [word, ...word.split('_')]))
  return [...words].filter((word) => parts.has(word)).map((word) => `${path}: names "${word}", which is the business's`)
}

function imported(path: string, target: string, tree: Tree): string[] {
  if (!tree.has(target)) return [`${path}: imports ${target}, which is not there`]
  if (standsIn(target, outside))
    return standsIn(path, outside) ? [] : [`${path}: imports ${target}, which nothing may import`]
  const [own, other] = [floorOf(path), floorOf(target)]
  if (own !== null && other !== null && other > own)
    return [`${path} (floor ${own}): imports up, ${target} (floor ${other})`]
  // Tests look inside.
  if (path.startsWith('test/')) return []
  const [from, to] = [place(path), place(target)]
  return to !== null && from !== to && posix.basename(target) !== 'index.ts'
    ? [`${path}: imports ${target} past its index.ts`]
    : []
}

/** The folder of a loader's floor, `loader/engine`; null elsewhere. */
function place(path: string): string | null {
  return /^loader\/[^/]+(?=\/)/.exec(path)?.[0] ?? null
}
