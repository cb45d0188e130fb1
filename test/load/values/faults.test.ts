import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EngineName, pairs, sharedOut } from '../../servers/index.ts'
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

  const everywhere = faults.filter((fault) => fault.to === undefined)
  const here = [...sharedOut(everywhere, pair), ...faults.filter((fault) => fault.to?.includes(to.name))].filter(
    (fault) => fault.from.includes(from.name),
  )

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

function expectation(expected: Fault['values'][number][1], engine: EngineName): unknown {
  const here = typeof expected === 'object' && expected !== null && 'mysql' in expected ? expected[engine] : expected
  if (typeof here !== 'object' || here === null) return here
  return { reject: expect.stringMatching(new RegExp(`^type: value is .*, and should be ${escaped(here.reject)}`)) }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
