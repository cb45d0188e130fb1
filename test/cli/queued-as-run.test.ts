import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DatabaseError } from '../../loader/errors/index.ts'
import type { UnitDefinition, WarehouseShape } from '../../loader/model/index.ts'
import { openStand } from '../queue/open-stand.ts'
import { dimensionOf, factOf } from '../queue/stand-units.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { scratchFolder } from '../servers/scratch-folder.ts'
import type { ChildEnd } from './run-child.ts'
import { runHere } from './run-here.ts'

const steps = '--run_dimensions --run_facts'
const throws = (error: Error) => () => {
  throw error
}
const hanging = new DatabaseError('unreachable', 'Nobody is there.', { cause: new Error('ECONNREFUSED') })

interface Case {
  readonly units: () => readonly UnitDefinition[]
  /** Beside the steps. */
  readonly flags?: string
  readonly status: number
  /** The document too. */
  readonly json?: boolean
}

/** Sale needs shop and item, and nobody needs day. */
function star(read: { readonly shop?: () => void; readonly day?: () => void } = {}): readonly UnitDefinition[] {
  const [shop, item] = [dimensionOf('shop', read.shop), dimensionOf('item')]
  return [shop, item, dimensionOf('day', read.day), factOf('sale', [shop, item]), factOf('stock', [item])]
}

/** Every second of its rows is too long for its column. */
function dirty(fail: number): readonly UnitDefinition[] {
  const shop = dimensionOf('shop', () => {}, { rejects: { warn: 0.1, fail } })
  const rows = () => [
    { id: 1, name: 'shop 1' },
    { id: 2, name: 'the shop at the corner' },
  ]
  return [{ ...shop, source: { ...shop.source, rows } }, factOf('sale', [shop])]
}

const cases: Readonly<Record<string, Case>> = {
  'all done': { units: star, status: 0 },
  'a few of them': { units: star, flags: '--select +sale --exclude item', status: 0 },
  'nothing selected': { units: star, flags: '--select sale --exclude sale', status: 6, json: true },
  'no such unit': { units: star, flags: '--select sael', status: 2 },
  'a failed unit, and what needs it': { units: () => star({ shop: throws(hanging) }), status: 1, json: true },
  'a bug': { units: () => star({ day: throws(new TypeError('x is undefined')) }), status: 70 },
  'rejects above warn': { units: () => dirty(0.9), status: 3, json: true },
  'rejects above fail': { units: () => dirty(0.2), status: 1 },
}

describeRedis('enqueue refresh --wait tells and ends as run does', () => {
  let folder: string
  beforeAll(() => {
    folder = scratchFolder('queued')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const logged = (shape: WarehouseShape): WarehouseShape => ({ ...shape, log: { ...shape.log, directory: folder } })

  test.each(Object.entries(cases))('%s', async (_, { units, flags = '', status, json = false }) => {
    await using here = await openStand(duckdbDatabase, units())
    await using queued = await openStand(duckdbDatabase, units())
    await queued.work({ concurrency: 1 })
    const line = `${steps} ${flags}`.trim()
    const ran = await runHere(logged(here.shape), line)
    const waited = await runHere(logged(queued.shape), `enqueue refresh --wait ${line}`)
    expect(ran.status, ran.stderr).toBe(status)
    expect(comparable(waited)).toEqual(comparable(ran))

    if (!json) return
    const document = await runHere(logged(here.shape), `--json ${line}`)
    const same = await runHere(logged(queued.shape), `enqueue refresh --json --wait ${line}`)
    expect(fields(same)).toEqual(fields(document))
  })
})

/** Without times, in whatever order units end, and without what is said of the task. */
function comparable({ status, stdout, stderr }: ChildEnd): object {
  const lines = (text: string) =>
    text
      .replaceAll(/\d+(\.\d+)? s\b/g, 'TIME')
      .replaceAll(/duckdb:\S+/g, 'PLACE')
      .replaceAll(/^ {4}(at .*|met by a worker, .*)\n/gm, '')
      // The stack of a bug begins with its kind.
      .replaceAll(/^TypeError: /gm, '')
      .split('\n')
      .filter((line) => !/^Queued the refresh: task [0-9a-f-]+$/.test(line))
      .sort()
  return { status, stdout: lines(stdout), stderr: lines(stderr) }
}

/** What differs by nature: the task, times, and what of an error the queue does not keep. */
function fields({ stdout }: ChildEnd): unknown {
  const { task: _task, execution_time: _time, ...document } = JSON.parse(stdout) as Record<string, unknown>
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) => {
      if (key === 'milliseconds') return 'TIME'
      if (key === 'transient') return undefined
      if (key !== 'error' || typeof value !== 'object' || value === null) return value
      return { code: Reflect.get(value, 'code'), message: Reflect.get(value, 'message') }
    }),
  )
}
