// Run by killed-process.test.ts: takes what it is told to, says so, and waits to be killed.
import { openEngine } from '../../../loader/engine/index.ts'
import { beginRun, lockKeys, makeKeys, openLog, takeKeys, takeUnit } from '../../../loader/log/index.ts'

const [url = '', what] = process.argv.slice(2)
const engine = await openEngine(url)
const log = await openLog(engine)

if (what === 'unit') {
  const run = await beginRun(log, { software: 'typeline test' })
  const unit = { name: 'school', kind: 'dimension', definition: { hash: 'h1', text: '{}' } } as const
  const owner = await takeUnit(log, run, unit)
  await sayAndWait({ number: owner.number })
} else {
  const session = await engine.connect()
  await makeKeys(session, 'school_dim')
  const block = await takeKeys(session, 'school_dim', 5, { kind: 'integer' })
  await session.transaction(async () => {
    await lockKeys(session, 'school_dim')
    await session.execute(`INSERT INTO school_dim VALUES (${block.first})`)
    await sayAndWait(block)
  })
}

async function sayAndWait(said: object): Promise<void> {
  process.stdout.write(`${JSON.stringify(said)}\n`)
  await new Promise((resolve) => setTimeout(resolve, 600_000))
}
