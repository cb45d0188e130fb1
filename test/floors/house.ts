/** Where each place stands (ARCHITECTURE.md, Floors): the longest prefix of a path counts. */
export const floors: readonly (readonly [prefix: string, floor: number])[] = [
  ['loader/errors/', 0],
  ['loader/schema/', 1],
  ['loader/model/', 2],
  ['loader/engine/', 3],
  ['loader/log/', 4],
  ['loader/load/', 5],
  ['loader/etl/', 6],
  ['loader/queue/', 7],
  ['loader/notify/', 7],
  ['loader/cli/', 8],
  ['loader/tasks/', 8],
  ['loader/testing/', 8],
  ['loader/index.ts', 8],
  ['creates/', 9],
  ['sources/', 9],
  ['dimensions/', 10],
  ['facts/', 11],
  ['config.ts', 12],
  ['tasks/', 13],
  ['run.ts', 14],
]

/** May import any floor; nothing else imports them. */
export const outside = ['sample/', 'examples/', 'bench/', 'test/']

/** Tools of the repository: no part of the package or of a warehouse, on no floor. */
export const tools = ['scripts/', 'vitest.config.ts']

/** Names that say nothing of what is in the file or folder. */
export const drawers = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'lib',
  'misc',
  'shared',
  'stuff',
  'types',
  'core',
])

/** The environment is read here alone. */
export const environment: readonly RegExp[] = [
  /^(examples\/[^/]+\/)?config\.ts$/,
  /^test\//,
  /^loader\/model\/env\.ts$/,
  /^loader\/engine\/fault-points\.ts$/,
  /^scripts\//,
  /^vitest\.config\.ts$/,
]

/** The one file that imports what only the command line names: a warehouse's configuration. */
export const loadsConfig = 'loader/cli/load-config.ts'

/** Tables of data, exempt from the limit of lines. */
export const tables: readonly string[] = [
  'test/faults/histories.ts',
  'test/load/dimension/stories.ts',
  'test/load/values/faults.ts',
]

export const mostLines = 250

/** Names of the example that are everyday words too. */
export const everyday = new Set([
  'date',
  'user',
  'index',
  'local',
  'day',
  'product',
  'sale',
  'sales',
  'order',
  'line',
  'cost',
  'origin',
  'upload',
  'source',
  'method',
  'program',
  'address',
  'person',
  'quota',
  'reason',
])

export function floorOf(path: string): number | null {
  return floors.find(([prefix]) => path === prefix || (prefix.endsWith('/') && path.startsWith(prefix)))?.[1] ?? null
}

export function standsIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)))
}
