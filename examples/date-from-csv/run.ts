import { run } from '../../loader/cli/index.ts'

process.exitCode = await run({ config: new URL('./config.ts', import.meta.url), argv: process.argv.slice(2) })
