// Run by blocked.test.ts: a worker that stands still in the middle of a unit until a file is there, tells what becomes of it, and leaves when told to.
import { once } from 'node:events'
import { existsSync, writeSync } from 'node:fs'
import type { EtlEvent } from '../../loader/etl/index.ts'
import { openBroker, openWorker } from '../../loader/queue/index.ts'
import { shapeOf } from './shape-of.ts'
import { dimensionFrom } from './stand-units.ts'
import { toldUnits } from './told-units.ts'

const [url = '', redis = '', awake = ''] = process.argv.slice(2)
const warehouse = shapeOf(url, redis, [dimensionFrom('shop')], { queue: { silence: '1 second' } })
const say = (words: readonly string[]) => void writeSync(1, words.map((word) => `${word}\n`).join(''))

function hear(event: EtlEvent): void {
  say(toldUnits({ events: [event] }))
  if (event.kind !== 'unit-progress' || existsSync(awake)) return
  say(['blocked'])
  const never = new Int32Array(new SharedArrayBuffer(4))
  while (!existsSync(awake)) Atomics.wait(never, 0, 0, 20)
}

{
  await using broker = await openBroker(warehouse, () => {})
  await using worker = await openWorker({
    ...{ warehouse, broker, concurrency: 1, classes: ['default'], software: 'test' },
    listenTo: () => hear,
    announce: () => () => {},
    refused: () => {},
    hide: (text) => text,
    warn: () => {},
  })
  say(['working'])
  await once(process.stdin, 'data')
  await worker.leave(10_000)
}
process.stdin.destroy()
