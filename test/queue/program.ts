// Run by tasks.test.ts: a program that queues a refresh and waits for it; nothing of it may keep the process from ending.
import { refreshTask } from '../../loader/tasks/index.ts'
import { shapeOf } from './shape-of.ts'
import { dimensionFrom } from './stand-units.ts'

const [url = '', redis = ''] = process.argv.slice(2)
const refreshDataWarehouse = refreshTask(shapeOf(url, redis, [dimensionFrom('shop')]))
const task = await refreshDataWarehouse({ runFacts: false })
const result = await task.result()
process.stdout.write(JSON.stringify({ result, status: await task.status() }))
