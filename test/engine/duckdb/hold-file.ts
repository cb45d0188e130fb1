import { openEngine } from '../../../loader/engine/index.ts'

// A process that has a DuckDB file open until its input ends; says so on its output.
const [url = ''] = process.argv.slice(2)
const engine = await openEngine(url)
process.stdout.write('open\n')
for await (const _ of process.stdin) {
}
await engine[Symbol.asyncDispose]()
