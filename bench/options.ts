import { parseArgs } from 'node:util'
import { parseMemorySize } from '../loader/cli/index.ts'
import type { Manner } from './loader/load.ts'

export const engineNames = ['mysql', 'postgres', 'duckdb'] as const
export type EngineName = (typeof engineNames)[number]

export interface Options extends Manner {
  /** Order lines of the workload; customers, products and stores follow, up to 200 000, 20 000 and 1000. */
  readonly rows: number
  /** Counted runs of limit and loader each; before them one that is not counted. */
  readonly runs: number
  readonly engines: readonly EngineName[]
  /** Names of measures; empty: all. */
  readonly measures: readonly string[]
  /** One JSON line for each measure instead of a table. */
  readonly json: boolean
  /** Servers to use instead of private ones, without a database: `mysql://user:password@host:3306`. */
  readonly urls: Readonly<Partial<Record<EngineName, string>>>
  /** Customers of the workload; null: as the order lines have it. */
  readonly customers: number | null
}

export const usage = `npm run bench -- [options]
  --rows N          order lines, default 300000
  --runs K          counted runs, default 3
  --engine NAME     mysql, postgres, duckdb or all (default)
  --measure NAME    this measure alone; may be repeated
  --json            a JSON line for each measure
  --mysql-url URL   a server of yours instead of a private one: mysql://user:password@host:3306
  --postgres-url URL
  --profile FOLDER  CPU profiles of the loader
  --customers N     so many customers, instead of one for 25 order lines and 200000 at most
  --lookup-memory SIZE  as the loader's option; --measure fact-alone, dimension-alone: one load, beside nothing`

/** Throws an Error that says what is wrong with the words. */
export function parseOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      rows: { type: 'string', default: '300000' },
      runs: { type: 'string', default: '3' },
      engine: { type: 'string', default: 'all' },
      measure: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      'mysql-url': { type: 'string' },
      'postgres-url': { type: 'string' },
      profile: { type: 'string' },
      customers: { type: 'string' },
      'lookup-memory': { type: 'string' },
    },
  })
  const engine = engineNames.find((name) => name === values.engine)
  if (engine === undefined && values.engine !== 'all') throw new Error(`There is no engine ${values.engine}.\n${usage}`)
  const urls = { mysql: values['mysql-url'], postgres: values['postgres-url'] }
  return {
    rows: wholeNumber('--rows', values.rows, 1000),
    runs: wholeNumber('--runs', values.runs, 1),
    engines: engine === undefined ? engineNames : [engine],
    measures: values.measure,
    json: values.json,
    urls: Object.fromEntries(Object.entries(urls).filter(([, url]) => url !== undefined)),
    profile: values.profile ?? null,
    customers: values.customers === undefined ? null : wholeNumber('--customers', values.customers, 1),
    lookupMemory: memory(values['lookup-memory']),
  }
}

function memory(text: string | undefined): number | null {
  if (text === undefined) return null
  const bytes = parseMemorySize(text)
  if (bytes !== null) return bytes
  throw new Error(`--lookup-memory takes an amount of memory like 64mb or 1gb, not "${text}".\n${usage}`)
}

function wholeNumber(option: string, text: string, least: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least) return number
  throw new Error(`${option} takes a whole number from ${least} on, not "${text}".\n${usage}`)
}
