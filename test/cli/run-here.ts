import { vi } from 'vitest'
import { run } from '../../loader/cli/index.ts'
import type { WarehouseShape } from '../../loader/model/index.ts'
import type { ChildEnd } from './run-child.ts'

/** `run.ts` with these words in this process, one at a time: what it prints is caught. */
export async function runHere(config: WarehouseShape, line: string): Promise<ChildEnd> {
  const said = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text)
      return true
    }),
  )
  try {
    return { status: await run({ config, argv: line.split(' ') }), ...said }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
