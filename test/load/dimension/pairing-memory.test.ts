import { describe, expect, it } from 'vitest'
import { BeyondMemory, PairingMemory } from '../../../loader/load/dimension/pairing-memory.ts'

describe('the memory of pairing', () => {
  // A row of 570 + 2 × 8 + 24 + 10 bytes, a version of 145 + 2 × 8 + 10.
  const row = [1, 'ten chars.']

  it('grows with rows, with versions, and with both for rows that change a stored member', () => {
    const memory = new PairingMemory(Number.POSITIVE_INFINITY)
    for (let at = 0; at < 100; at++) memory.rows.add(row)
    expect(memory.bytes).toBe(100 * 620)
    for (let at = 0; at < 40; at++) memory.versions.add(row)
    expect(memory.bytes).toBe(100 * 620 + 40 * (171 + 250))
    memory.heed(70)
    expect(memory.bytes).toBe(70 * 130 + 30 * 620 + 40 * 171 + 30 * 250)
    memory.versions.forget()
    expect(memory.bytes).toBe(70 * 130 + 30 * 620)
  })

  it('ends at its limit, as far as rows looked at now and then tell', () => {
    const memory = new PairingMemory(100 * 620)
    for (let at = 0; at < 100; at++) memory.rows.add(row)
    memory.heed(0)
    memory.rows.add([1, 'a text that is longer, but nobody looks'])
    expect(() => memory.heed(0)).toThrow(BeyondMemory)
    memory.heed(2)
  })
})
