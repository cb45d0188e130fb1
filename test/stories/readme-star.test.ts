import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as dimensions from '../../dimensions/index.ts'
import * as facts from '../../facts/index.ts'

it("README's star shows each fact and dimension with the dimensions that it refers to, and their roles", () => {
  const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const drawn = [...text.matchAll(/^ {2}(\w+) \}o--\|\| (\w+_dim) : "([^"]*)"$/gm)].flatMap(([, from, table, roles]) =>
    [...(roles ?? '').matchAll(/\w+_key/g)].map(([role]) => `${from} ${role} ${table}`),
  )
  const defined = [...Object.values(dimensions), ...Object.values(facts)].flatMap(({ table, lookups }) =>
    Object.entries(lookups).map(([role, { dimension }]) => `${table.name} ${role} ${dimension.table.name}`),
  )
  expect(drawn.sort()).toEqual(defined.sort())
  expect(new Set(drawn.map((line) => line.split(' ')[2]))).toEqual(
    new Set(Object.values(dimensions).map(({ table }) => table.name)),
  )
})
