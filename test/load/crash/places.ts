import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

const root = fileURLToPath(new URL('../../../loader/', import.meta.url))
/** Of Session, and Engine's own. */
const methods = new Set([
  ...['execute', 'query', 'describe', 'read', 'readBlocks', 'bulkLoad', 'stage', 'transaction'],
  ...[
    'tableExists',
    'tableColumns',
    'tableIndexes',
    'tablesLike',
    'columnsLike',
    'tryLock',
    'unlock',
    'kill',
    'connect',
  ],
])
/** What has a method of such a name and is neither session nor engine. */
const others = new Set(['References.read', 'file.read', 'process.kill'])

/** Every call on a session or engine in `loader/log` and `loader/load`, and in what these hand their sessions to: the names of the fault points. */
export function callPlaces(): readonly string[] {
  const paths = globSync(['log/**/*.ts', 'load/**/*.ts', 'engine/make-table.ts', 'engine/make-temporary.ts'], {
    cwd: root,
  })
  return paths.flatMap((path) => placesIn(path.replaceAll('\\', '/'), readFileSync(root + path, 'utf8'))).sort()
}

function placesIn(path: string, text: string): readonly string[] {
  const found: string[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one)
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return
    const property = calledMember(node)
    if (property !== null && methods.has(property.name) && !others.has(text.slice(property.from, property.end))) {
      found.push(`${path}:${text.slice(0, property.start).split('\n').length}`)
    }
    for (const value of Object.values(node)) walk(value)
  }
  walk(parseSync(path, text).program)
  return found
}

interface Member {
  readonly name: string
  /** Where the expression before it begins. */
  readonly from: number
  readonly start: number
  readonly end: number
}

/** `a.b` of a call `a.b(…)`. */
function calledMember(node: object): Member | null {
  if (!('type' in node) || node.type !== 'CallExpression' || !('callee' in node)) return null
  const callee = node.callee as { readonly type: string; readonly start: number; readonly property?: Member }
  if (callee.type !== 'MemberExpression' || callee.property === undefined) return null
  const { name, start, end } = callee.property
  return { name, from: callee.start, start, end }
}
