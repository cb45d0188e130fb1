#!/usr/bin/env node
import { resolve } from 'node:path'
import { run } from './run.ts'

// The program `typeline` of the package: `run.ts` of the folder in which it is started, in which config.ts stands.
process.exitCode = await run({ config: resolve('config.ts'), argv: process.argv.slice(2) })
