import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { together } from '../../../loader/load/dimension/together.ts'

const never = new AbortController().signal

/** Works until it is stopped, then takes a while to come to an end. */
const endless = (ended: string[]) => async (signal: AbortSignal) => {
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
  await sleep(5)
  ended.push('endless')
  throw new Error('stopped')
}

it('gives what both gave', async () => {
  expect(
    await together(
      never,
      async () => 1,
      async () => 'two',
    ),
  ).toEqual([1, 'two'])
})

it('when one fails the other is stopped and waited for; the first failure is told', async () => {
  const ended: string[] = []
  const fails = async () => {
    throw new Error('the source broke off')
  }
  await expect(together(never, endless(ended), fails)).rejects.toThrow('the source broke off')
  await expect(together(never, fails, endless(ended))).rejects.toThrow('the source broke off')
  expect(ended).toEqual(['endless', 'endless'])
})

it('the signal stops both', async () => {
  const stop = new AbortController()
  const ended: string[] = []
  const both = together(stop.signal, endless(ended), endless(ended))
  stop.abort()
  await expect(both).rejects.toThrow('stopped')
  expect(ended).toHaveLength(2)
})
