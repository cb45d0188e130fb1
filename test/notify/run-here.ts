import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { units, warehouse } from '../../loader/index.ts'
import type { MailShape, WebhookShape } from '../../loader/model/index.ts'
import type { ChildEnd } from '../cli/run-child.ts'
import { runHere } from '../cli/run-here.ts'
import { makeShop } from '../cli/shop/rows.ts'
import { item, sale, store } from '../cli/shop/units.ts'
import { duckdbDatabase } from '../servers/index.ts'

export interface Shop extends AsyncDisposable {
  readonly sourceUrl: string
  /** `run.ts` with these words, in this process, into a warehouse of its own. */
  run(line: string, notices: Notices): Promise<Ran>
}

export interface Notices {
  readonly mail?: Pick<MailShape, 'server' | 'when'>
  readonly webhook?: WebhookShape
  /** Default: the shop's. */
  readonly source?: string
}

export interface Ran extends ChildEnd {
  readonly log: string
}

export async function openShop(): Promise<Shop> {
  const source = await duckdbDatabase()
  await makeShop(source.url)
  return {
    sourceUrl: source.url,
    run: (line, notices) => runWith(line, { source: source.url, ...notices }),
    [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
  }
}

async function runWith(line: string, { mail, webhook, source = '' }: Notices): Promise<Ran> {
  await using into = await duckdbDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'typeline-notices-'))
  try {
    const config = warehouse({
      sources: { shop: source },
      warehouse: into.url,
      log: { directory: folder, level: 'trace' },
      ...(mail === undefined ? {} : { mail: { from: 'typeline@example.org', to: 'ann@example.org', ...mail } }),
      ...(webhook === undefined ? {} : { webhook }),
      dimensions: units({ store, item }),
      facts: units({ sale }),
    })
    return { ...(await runHere(config, line)), log: readFileSync(join(folder, 'run.log'), 'utf8') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
