import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EngineName, type EnginePair, pairs, sharedOut } from '../../servers/index.ts'
import { type Fault, faults } from './faults.ts'
import { openTransfer, type Transfer } from './transfer.ts'

describe.each(pairs)('from $source into $warehouse', (pair) => {
  const { from, to } = pair
  let transfer: Transfer
  const opened = new AsyncDisposableStack()
  beforeAll(async () => {
    const [source, warehouse] = [opened.use(await from.database()), opened.use(await to.database())]
    transfer = opened.use(await openTransfer(source.url, warehouse.url))
  })
  afterAll(() => opened.disposeAsync())

  const here = sharedOut(faults, pair, fits, differs)

  it.each(here.map((fault) => [fault.title, fault] as const))('FAULTS %s', async (_, fault) => {
    const { type, column, declared, before, values } = fault
    const { cells } = await transfer.load({
      type: typeof type === 'string' ? type : (type[from.name] ?? ''),
      column,
      values: values.map(([value]) => value),
      ...(declared === undefined ? {} : { declared }),
      ...(before === undefined ? {} : { before }),
    })
    expect(cells).toEqual(values.map(([, expected]) => expectation(expected, to.name)))
  })
})

function fits({ from, to }: Fault, pair: EnginePair): boolean {
  return from.includes(pair.from.name) && (to ?? [pair.to.name]).includes(pair.to.name)
}

/** What becomes of a value is up to the warehouse. */
function differs({ values }: Fault): boolean {
  return values.some(([, expected]) => typeof expected === 'object' && expected !== null && 'mysql' in expected)
}

function expectation(expected: Fault['values'][number][1], engine: EngineName): unknown {
  const here = typeof expected === 'object' && expected !== null && 'mysql' in expected ? expected[engine] : expected
  if (typeof here !== 'object' || here === null) return here
  return { reject: expect.stringMatching(new RegExp(`^type: value is .*, and should be ${escaped(here.reject)}`)) }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
