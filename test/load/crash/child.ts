import { loadStar } from './load-star.ts'

// Loads day 2 in a process of its own, which TYPELINE_FAULT may kill. Argument: the warehouse's URL.
const outcomes = await loadStar(process.argv[2] ?? '', 2)
console.log(JSON.stringify(outcomes.map(({ unit, status, error }) => ({ unit, status, error: String(error) }))))
