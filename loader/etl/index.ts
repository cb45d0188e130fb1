export { nearest } from './nearest.ts'
export { type Plan, type PlanRequest, planUnits } from './plan.ts'
export { type Selection, selectUnits } from './select.ts'
export { type UnitNode, unitGraph, unitNamed } from './unit-graph.ts'
