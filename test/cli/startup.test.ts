import { expect, test } from 'vitest'
import { engines } from '../servers/index.ts'
import { openShop } from './open-shop.ts'

/** Tells each module that is read. */
const tell = `import { registerHooks } from 'node:module'
registerHooks({ load(url, context, next) { process._rawDebug('read ' + url); return next(url, context) } })`

const late = ['bullmq', 'ioredis', 'cron-parser', 'nodemailer', 'prom-client']

test.each(engines.filter(({ name }) => name === 'duckdb'))(
  'commands that need no queue, mail or metrics do not read what they are made with',
  async (engine) => {
    await using shop = await openShop(engine)
    const options = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}` }
    const read = async (line: string) => {
      const { status, stderr } = await shop.run(line, { ...options, SHOP_REDIS_URL: 'redis://127.0.0.1:1' })
      const packages = [...stderr.matchAll(/^read .*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)].map(([, name]) => name)
      return { status, packages: [...new Set(packages)] }
    }
    for (const line of ['--run_dimensions', 'status']) {
      const { status, packages } = await read(line)
      expect(status, line).toBe(0)
      expect(packages, line).toContain('pino')
      expect(
        packages.filter((name) => late.includes(name ?? '')),
        line,
      ).toEqual([])
    }
    // And where they are needed they are seen.
    expect(await read('queue status')).toMatchObject({ status: 2, packages: expect.arrayContaining(['bullmq']) })
  },
)
