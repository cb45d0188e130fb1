import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'typeline-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Another process that has the file open; disposing ends it. */
async function holder(file: string): Promise<{ readonly pid: number } & AsyncDisposable> {
  const script = new URL('./hold-file.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, `duckdb:${file}`], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  expect(String(said)).toBe('open\n')
  return {
    pid: child.pid ?? -1,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}

describe('a DuckDB file', () => {
  test('that another process has open is refused with its number and what to do, and opens once it has ended', async () => {
    const file = join(folder, 'held.duckdb')
    {
      await using other = await holder(file)
      const refused = openEngine(`duckdb:${file}`)
      await expect(refused).rejects.toMatchObject({ code: 'file-in-use', transient: true })
      await expect(refused).rejects.toThrow(
        new RegExp(`held\\.duckdb is open in process ${other.pid} .*Wait for it to end or close it`),
      )
    }
    await using engine = await openEngine(`duckdb:${file}`)
    await using session = await engine.connect()
    expect(await session.query('SELECT 1')).toEqual([[1]])
  })

  test('is free for others as soon as its engine is closed, whatever was left running', async () => {
    const file = join(folder, 'left.duckdb')
    {
      await using engine = await openEngine(`duckdb:${file}`)
      const session = await engine.connect()
      await session.execute('CREATE TABLE t AS SELECT i FROM range(1000000) r(i)')
      for await (const _ of session.read('SELECT * FROM t')) break
      const open = session.read('SELECT * FROM t')[Symbol.asyncIterator]()
      await open.next()
      const failed = await engine.connect()
      await expect(failed.transaction(() => failed.execute('SELEC'))).rejects.toThrow()
    }
    await using _ = await holder(file)
  })

  test('is one database for all its engines in this process, by whatever path; closing one leaves the others', async () => {
    const file = join(folder, 'shared.duckdb')
    await symlink(folder, join(folder, 'link'))
    const first = await openEngine(`duckdb:${file}`)
    await using second = await openEngine(`duckdb:${join(folder, 'link', 'shared.duckdb')}`)
    const writer = await first.connect()
    await using reader = await second.connect()
    await writer.execute('CREATE TABLE t AS SELECT 42 AS n')
    expect(await reader.query('SELECT n FROM t')).toEqual([[42]])
    // Locks are the file's, too.
    expect(await writer.tryLock('unit')).toBe(true)
    expect(await reader.tryLock('unit')).toBe(false)
    await first[Symbol.asyncDispose]()
    await expect(writer.query('SELECT 1')).rejects.toMatchObject({ code: 'connection-lost' })
    expect(await reader.tryLock('unit')).toBe(true)
    expect(await reader.query('SELECT n FROM t')).toEqual([[42]])
    await first[Symbol.asyncDispose]()
    await expect(first.connect()).rejects.toMatchObject({ code: 'connection-lost' })
    await using third = await openEngine(`duckdb:${file}`)
    await using another = await third.connect()
    expect(await another.tryLock('unit')).toBe(false)
    expect(await reader.query('SELECT n FROM t')).toEqual([[42]])
  })

  test('opened twice at once is opened once', async () => {
    const url = `duckdb:${join(folder, 'twice.duckdb')}`
    const engines = await Promise.all([openEngine(url), openEngine(url), openEngine(url)])
    const sessions = await Promise.all(engines.map((engine) => engine.connect()))
    await sessions[0]?.execute('CREATE TABLE t (n INTEGER)')
    expect(await Promise.all(sessions.map((session) => session.tableExists('t')))).toEqual([true, true, true])
    for (const engine of engines) await engine[Symbol.asyncDispose]()
    await using _ = await holder(join(folder, 'twice.duckdb'))
  })

  test('is made with its folder, or refused as missing where it must be there', async () => {
    const url = `duckdb:${join(folder, 'data', 'new', 'x.duckdb')}`
    await expect(openEngine(url, { create: false })).rejects.toMatchObject({ code: 'unknown-database' })
    await expect(openEngine(url, { create: false })).rejects.toThrow(/x\.duckdb is not there.*Check the path/)
    expect(existsSync(join(folder, 'data'))).toBe(false)
    await (await openEngine(url))[Symbol.asyncDispose]()
    expect(existsSync(join(folder, 'data', 'new', 'x.duckdb'))).toBe(true)
    await (await openEngine(url, { create: false }))[Symbol.asyncDispose]()
  })

  test('that is none, or whose folder cannot be, is told by name', async () => {
    const text = join(folder, 'notes.txt')
    await writeFile(text, 'no database, but long enough to have a header of one '.repeat(100))
    await expect(openEngine(`duckdb:${text}`)).rejects.toMatchObject({ code: 'unknown-database' })
    await expect(openEngine(`duckdb:${text}`)).rejects.toThrow(/notes\.txt is there, but it is no DuckDB database/)
    await expect(openEngine(`duckdb:${join(text, 'x.duckdb')}`)).rejects.toThrow(/notes\.txt.*cannot be made/)
    await mkdir(join(folder, 'd.duckdb'))
    await expect(openEngine(`duckdb:${join(folder, 'd.duckdb')}`)).rejects.toMatchObject({ code: 'unreachable' })
    // What could not be opened can be, once it is right.
    await rm(text)
    await (await openEngine(`duckdb:${text}`))[Symbol.asyncDispose]()
  })

  test("keeps what was committed, and a memory database is its engine's own", async () => {
    const url = `duckdb:${join(folder, 'kept.duckdb')}`
    for (const expected of [false, true]) {
      await using engine = await openEngine(url)
      await using session = await engine.connect()
      expect(await session.tableExists('t')).toBe(expected)
      if (!expected) await session.execute('CREATE TABLE t AS SELECT 1 AS n')
    }
    await using one = await openEngine('duckdb::memory:')
    await using two = await openEngine('duckdb::memory:')
    await using inOne = await one.connect()
    await using alsoInOne = await one.connect()
    await using inTwo = await two.connect()
    await inOne.execute('CREATE TABLE t (n INTEGER)')
    expect([await alsoInOne.tableExists('t'), await inTwo.tableExists('t')]).toEqual([true, false])
  })

  test('that is opened to be read alone refuses what writes', async () => {
    const place = `duckdb:${join(folder, 'read.duckdb')}`
    {
      await using engine = await openEngine(place)
      await using session = await engine.connect()
      await session.execute('CREATE TABLE t (n integer)')
    }
    await using engine = await openEngine(`${place}?access_mode=READ_ONLY`)
    await using session = await engine.connect()
    await expect(session.execute('INSERT INTO t VALUES (1)')).rejects.toMatchObject({
      code: 'read-only',
      transient: false,
    })
  })

  test('URLs that name no file are refused', async () => {
    for (const url of ['duckdb:', 'duckdb://', 'duckdb://host/file']) {
      await expect(openEngine(url)).rejects.toMatchObject({ code: 'duckdb-url' })
    }
    await using engine = await openEngine(`duckdb://${join(folder, 'slashes.duckdb')}`)
    expect(existsSync(join(folder, 'slashes.duckdb'))).toBe(true)
    expect(engine.place).toContain('slashes.duckdb')
  })

  test('the id of a session of another process ends nobody', async () => {
    await using one = await openEngine('duckdb::memory:')
    await using two = await openEngine('duckdb::memory:')
    await using first = await one.connect()
    await using second = await two.connect()
    expect(await first.kill(second.id ?? '')).toBe(false)
    expect(await first.kill('1')).toBe(false)
    expect(await second.query('SELECT 1')).toEqual([[1]])
  })
})
