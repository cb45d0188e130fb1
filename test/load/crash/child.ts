import { writeSync } from 'node:fs'
import { inRun } from './load-units.ts'
import { memberAndSale, scenarios } from './scenarios.ts'

// Makes a scenario's run in a process of its own, which TYPELINE_FAULT may kill. Arguments: the scenario's name, the warehouse's URL, the folder of its
// files, the first step to be taken.
const [name, url = '', folder = '', first = '0'] = process.argv.slice(2)
const scenario = [...scenarios, memberAndSale].find((one) => one.name === name)
if (scenario === undefined) throw new Error(`There is no scenario ${name}.`)
const steps = scenario.steps(url, folder).slice(Number(first))
const tellSteps = process.env['TYPELINE_FAULT'] === '?'
await inRun(url, scenario.executionTime, steps, (at) => void (tellSteps && writeSync(2, `step ${at}\n`)))
console.log('done')
