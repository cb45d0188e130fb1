import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planUnits, type UnitNode } from '../../loader/etl/index.ts'
import { drawnGraph, needsClosure, node } from './drawn-graph.ts'

const both = new Set(['dimension', 'fact'] as const)
const names = (units: readonly UnitNode[]) => units.map((unit) => unit.name)

describe('the plan', () => {
  const graph = [
    node('f_sale', ['user']),
    node('user', ['school']),
    node('date'),
    node('school'),
    node('f_idle', [], { active: false }),
  ]

  it('puts dimensions first and each unit after what it needs, else as configured', () => {
    const plan = planUnits(graph, { select: [], exclude: [], kinds: both })
    expect(names(plan.units)).toEqual(['school', 'user', 'date', 'f_sale'])
    expect(plan.inactive).toEqual(['f_idle'])
  })

  it('holds the kinds asked for alone', () => {
    expect(
      names(planUnits(graph, { select: ['+f_sale'], exclude: [], kinds: new Set(['fact'] as const) }).units),
    ).toEqual(['f_sale'])
    expect(planUnits(graph, { select: ['f_sale'], exclude: [], kinds: new Set(['dimension'] as const) })).toEqual({
      units: [],
      inactive: [],
    })
  })

  it('names the path of a circle', () => {
    const circle = [node('a', ['b']), node('b', ['c']), node('c', ['b'])]
    expect(() => planUnits(circle, { select: [], exclude: [], kinds: both })).toThrow(
      'Units need each other in a circle: b → c → b.',
    )
  })

  it('of any graph holds every active unit once, after all it needs', () => {
    fc.assert(
      fc.property(drawnGraph, (drawn) => {
        const { units, inactive } = planUnits(drawn, { select: [], exclude: [], kinds: both })
        const order = names(units)
        expect([...order, ...inactive].sort()).toEqual(names(drawn).sort())
        expect(units.every((unit) => unit.active)).toBe(true)
        for (const pair of needsClosure(drawn)) {
          const [unit = '', need = ''] = pair.split('>')
          if (order.includes(unit) && order.includes(need))
            expect(order.indexOf(need)).toBeLessThan(order.indexOf(unit))
        }
        const kinds = units.map((unit) => unit.kind)
        expect(kinds.lastIndexOf('dimension')).toBeLessThan(
          kinds.includes('fact') ? kinds.indexOf('fact') : kinds.length,
        )
      }),
      { numRuns: 500 },
    )
  })
})
