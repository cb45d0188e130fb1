import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from './compile.ts'
import { wideWarehouse } from './wide-warehouse.ts'

const root = join(import.meta.dirname, '../..')

/** Type instantiations of a check on one thread (the parallel checkers of TypeScript 7 count some of them several times). */
async function instantiations(dimensions: number, facts: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'typeline-budget-'))
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    await writeFile(join(folder, 'warehouse.ts'), wideWarehouse(join(root, 'loader/index.ts'), dimensions, facts))
    const compilerOptions = { typeRoots: [join(root, 'node_modules/@types')], rewriteRelativeImportExtensions: false }
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.ts'], exclude: [] }),
    )
    const { output } = await run(['-p', folder, '--extendedDiagnostics', '--singleThreaded', '--pretty', 'false'])
    expect(output).not.toContain('error')
    return Number(/^Instantiations:\s+(\d+)$/m.exec(output)?.[1])
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('50 dimensions and 50 facts stay within the budget of type instantiations', async () => {
  const empty = await instantiations(1, 0)
  const wide = await instantiations(50, 50)
  expect(wide - empty).toBeLessThan(800_000)
})
