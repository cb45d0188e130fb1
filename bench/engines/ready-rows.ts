import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Engine } from '../../loader/engine/index.ts'

/** Writes the rows of a query to a file as a bulk load takes them: fields between tabs; the workload has no NULL and nothing to escape. */
export async function writeReadyRows(engine: Engine, query: string, file: string): Promise<void> {
  await using session = await engine.connect()
  const out = createWriteStream(file)
  for await (const rows of session.read(query)) {
    const lines = rows.map((row) => `${row.join('\t')}\n`).join('')
    if (!out.write(lines)) await once(out, 'drain')
  }
  out.end()
  await finished(out)
}
