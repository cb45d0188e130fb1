import { loadWindowStar } from './window-star.ts'

// Loads what the source holds in a process of its own, which TYPELINE_FAULT may kill. Argument: the warehouse's URL.
const outcomes = await loadWindowStar(process.argv[2] ?? '')
console.log(JSON.stringify(outcomes.map(({ unit, status, error }) => ({ unit, status, error: String(error) }))))
