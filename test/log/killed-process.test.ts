import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { openLog, takeKeys, takeUnit } from '../../loader/log/index.ts'
import { engines, type TestDatabase } from '../servers/index.ts'
import { school, start } from './drawn.ts'

/** A process that holds what it was told to; killed when disposed, if not before. */
async function hold({ url }: TestDatabase, what: 'unit' | 'keys') {
  const script = new URL('./child/hold.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, url, what], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return {
    said: JSON.parse(await firstLine(child)) as { number: number; first: number },
    kill,
    [Symbol.asyncDispose]: kill,
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('No stdout.')
  for await (const line of createInterface(child.stdout)) return line
  throw new Error('The process ended before it held anything.')
}

describe.each(engines)('a process that was killed ($name)', ({ name, database }) => {
  test('leaves its unit free for the next, who outnumbers it', async () => {
    await using own = await database()
    await using holder = await hold(own, 'unit')
    // DuckDB's file is closed to other processes.
    if (name !== 'duckdb') {
      await using engine = await openEngine(own.url)
      const log = await openLog(engine)
      await expect(takeUnit(log, await start(log), school, { patience: 0 })).rejects.toMatchObject({ code: 'locked' })
    }
    await holder.kill()
    await using engine = await openEngine(own.url)
    const log = await openLog(engine)
    await using owner = await takeUnit(log, await start(log), school)
    expect(owner.number).toBeGreaterThan(holder.said.number)
    expect(owner.former).toMatchObject({ number: holder.said.number, status: 'running' })
  })

  test('leaves the keys it had taken as a gap (FAULTS 41)', async () => {
    await using own = await database()
    {
      await using engine = await openEngine(own.url)
      await using session = await engine.connect()
      await session.execute('CREATE TABLE school_dim (school_key integer)')
    }
    await using holder = await hold(own, 'keys')
    expect(holder.said).toEqual({ first: 1, count: 5 })
    await holder.kill()
    await using engine = await openEngine(own.url)
    await using session = await engine.connect()
    expect(await takeKeys(session, 'school_dim', 1, { kind: 'integer' })).toEqual({ first: 6, count: 1 })
    expect(await session.query('SELECT school_key FROM school_dim')).toEqual([])
  })
})
