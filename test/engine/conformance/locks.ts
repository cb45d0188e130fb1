import { expect } from 'vitest'
import type { Stand } from './stand.ts'

export function lockTests(stand: Stand): void {
  const { test } = stand

  test('one session at a time holds a lock, by its whole name', async (session, table) => {
    await using other = await stand.engine.connect()
    // Longer than what servers take as a lock's name, and alike at the beginning.
    const [name, alike] = [`${table} ${'long '.repeat(40)}1`, `${table} ${'long '.repeat(40)}2`]
    expect(await session.tryLock(name)).toBe(true)
    expect(await other.tryLock(name)).toBe(false)
    expect(await other.tryLock(alike)).toBe(true)
    await other.unlock(name)
    expect(await other.tryLock(name)).toBe(false)
    await session.unlock(name)
    expect(await other.tryLock(name)).toBe(true)
    expect(await session.tryLock(name)).toBe(false)
  })

  test('a lock ends with its session, however it ends', async (session, table) => {
    const closed = await stand.engine.connect()
    expect(await closed.tryLock(table)).toBe(true)
    await closed[Symbol.asyncDispose]()
    expect(await session.tryLock(table)).toBe(true)
    await session.unlock(table)
    if (session.id === null) return
    const killed = await stand.engine.connect()
    expect(await killed.tryLock(table)).toBe(true)
    expect(await session.kill(killed.id ?? '')).toBe(true)
    expect(await session.tryLock(table)).toBe(true)
    await killed[Symbol.asyncDispose]()
  })

  test('transactions leave locks alone', async (session, table) => {
    await using other = await stand.engine.connect()
    expect(await session.tryLock(table)).toBe(true)
    await session.transaction(async () => {})
    await expect(
      session.transaction(async () => {
        throw new Error('broken')
      }),
    ).rejects.toThrow('broken')
    expect(await other.tryLock(table)).toBe(false)
  })
}
