import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Selection, selectUnits } from '../../loader/etl/index.ts'
import { drawnGraph, needsClosure, node } from './drawn-graph.ts'

const star = [
  node('date', [], { tags: ['static'] }),
  node('school', [], { tags: ['daily'] }),
  node('user', ['school'], { tags: ['daily', 'people'] }),
  node('product', [], { active: false }),
  node('f_sale', ['date', 'user', 'product']),
  node('f_upload', ['date', 'product'], { tags: ['daily'] }),
]

const pick = (select: readonly string[], exclude: readonly string[] = []) =>
  [...selectUnits(star, { select, exclude })].sort().join(' ')

describe('selection picks', () => {
  const all = 'date f_sale f_upload product school user'
  it.each<[string, Selection, string]>([
    ['nothing said: all', { select: [], exclude: [] }, all],
    ['a name', { select: ['user'], exclude: [] }, 'user'],
    ['a name with what it needs', { select: ['+f_sale'], exclude: [] }, 'date f_sale product school user'],
    ['a name with what needs it', { select: ['school+'], exclude: [] }, 'f_sale school user'],
    ['both ways', { select: ['+user+'], exclude: [] }, 'f_sale school user'],
    ['@: what needs it and what those need', { select: ['@school'], exclude: [] }, 'date f_sale product school user'],
    ['a tag', { select: ['tag:daily'], exclude: [] }, 'f_upload school user'],
    ['a tag with what it needs', { select: ['+tag:daily'], exclude: [] }, 'date f_upload product school user'],
    ['a tag by glob', { select: ['tag:p*'], exclude: [] }, 'user'],
    ['a kind', { select: ['kind:fact'], exclude: [] }, 'f_sale f_upload'],
    ['a glob', { select: ['*s*'], exclude: [] }, 'f_sale school user'],
    ['a glob of one character and of a range', { select: ['dat?', '[s-u]*'], exclude: [] }, 'date school user'],
    ['a glob of other characters', { select: ['[!f]*'], exclude: [] }, 'date product school user'],
    ['several values: the union', { select: ['date', 'user'], exclude: [] }, 'date user'],
    ['several words of one value: the union', { select: ['date user'], exclude: [] }, 'date user'],
    ['a comma: what both select', { select: ['tag:daily,kind:dimension'], exclude: [] }, 'school user'],
    ['a comma with reach', { select: ['+f_sale,+f_upload'], exclude: [] }, 'date product'],
    ['exclude alone', { select: [], exclude: ['kind:fact'] }, 'date product school user'],
    ['exclude wins', { select: ['+f_sale'], exclude: ['school+'] }, 'date product'],
    ['exclude of what was not picked', { select: ['date'], exclude: ['user'] }, 'date'],
  ])('%s', (_, { select, exclude }, expected) => {
    expect(pick(select, exclude)).toBe(expected)
  })

  it('a dot, a plus or a bracket in a name as itself', () => {
    const odd = [node('a.b'), node('axb'), node('a-b+c'), node('a[b')]
    expect([...selectUnits(odd, { select: ['a.*'], exclude: [] })]).toEqual(['a.b'])
    expect([...selectUnits(odd, { select: ['a-*'], exclude: [] })]).toEqual(['a-b+c'])
    expect([...selectUnits(odd, { select: ['?[[]b'], exclude: [] })]).toEqual(['a[b'])
  })
})

describe('selection refuses', () => {
  it.each<[string[], string[], string]>([
    [['scool'], [], '--select scool: there is no unit "scool". Did you mean "school"?'],
    [['suer+'], [], '--select suer+: there is no unit "suer". Did you mean "user"?'],
    [['zzz'], [], '--select zzz: there is no unit "zzz". There are: date, school, user, product, f_sale, f_upload.'],
    [['School'], [], '--select School: there is no unit "School". Did you mean "school"?'],
    [['tag:dayly'], [], '--select tag:dayly: there is no tag "dayly". Did you mean "daily"?'],
    [['kind:facts'], [], '--select kind:facts: there is no kind "facts". Did you mean "fact"?'],
    [['x*'], [], '--select x*: no unit matches "x*". There are: date, school, user, product, f_sale, f_upload.'],
    [[], ['prodct'], '--exclude prodct: there is no unit "prodct". Did you mean "product"?'],
    [
      ['scool', 'user'],
      ['dat'],
      '--select scool: there is no unit "scool". Did you mean "school"?\n--exclude dat: there is no unit "dat". Did you mean "date"?',
    ],
  ])('%j without %j, naming the nearest', (select, exclude, message) => {
    expect(() => pick(select, exclude)).toThrow(expect.objectContaining({ code: 'unknown-unit', message }))
  })

  it.each(['+', '@', '@user+', '++user', '@@user', 'tag:', 'source:x', 'user,', ':user', '[z-a]*'])(
    '%s, as no form',
    (word) => {
      expect(() => pick([word])).toThrow(expect.objectContaining({ code: 'bad-selector' }))
    },
  )
})

describe('selection on any graph', () => {
  const setup = drawnGraph.chain((graph) => fc.record({ graph: fc.constant(graph), of: fc.constantFrom(...graph) }))
  const check = (
    text: (name: string) => string,
    expected: (name: string, other: string, needs: ReadonlySet<string>) => boolean,
  ) =>
    fc.assert(
      fc.property(setup, ({ graph, of: { name } }) => {
        const needs = needsClosure(graph)
        const want = graph.map((one) => one.name).filter((other) => other === name || expected(name, other, needs))
        expect([...selectUnits(graph, { select: [text(name)], exclude: [] })].sort()).toEqual(want.sort())
      }),
      { numRuns: 300 },
    )

  it('+name is the name and all it needs', () =>
    check(
      (n) => `+${n}`,
      (n, other, needs) => needs.has(`${n}>${other}`),
    ))
  it('name+ is the name and all that needs it', () =>
    check(
      (n) => `${n}+`,
      (n, other, needs) => needs.has(`${other}>${n}`),
    ))
  it('@name is all that needs it, and all that those need', () =>
    check(
      (n) => `@${n}`,
      (n, other, needs) =>
        needs.has(`${other}>${n}`) ||
        needs.has(`${n}>${other}`) ||
        [...needs].some((pair) => pair.endsWith(`>${n}`) && needs.has(`${pair.split('>')[0]}>${other}`)),
    ))

  it('several values add up, exclude takes away, commas intersect', () => {
    const terms = (graph: readonly { name: string }[]) =>
      fc
        .tuple(
          fc.constantFrom('', '+', '@'),
          fc.constantFrom(...graph.map((one) => one.name), 'd_*', '*', 'kind:dimension'),
        )
        .map(([before, core]) => before + core)
    const cases = drawnGraph.chain((graph) => fc.tuple(fc.constant(graph), terms(graph), terms(graph)))
    fc.assert(
      fc.property(cases, ([graph, a, b]) => {
        const of = (select: string[], exclude: string[] = []) => [...selectUnits(graph, { select, exclude })].sort()
        const [left, right] = [new Set(of([a])), new Set(of([b]))]
        expect(of([a, b])).toEqual([...new Set([...left, ...right])].sort())
        expect(of([a], [b])).toEqual([...left].filter((name) => !right.has(name)).sort())
        expect(of([`${a},${b}`])).toEqual([...left].filter((name) => right.has(name)).sort())
      }),
      { numRuns: 300 },
    )
  })
})
