import { afterAll, beforeAll, describe, it } from 'vitest'
import { play } from '../../../loader/testing/index.ts'
import type { TestDatabase } from '../../servers/index.ts'
import { ways } from '../world/ways.ts'
import { stories } from './stories.ts'

describe.each(ways('duckdb'))('a dimension, before and after, each load done twice ($way)', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await engine.database()
  })
  afterAll(() => database[Symbol.asyncDispose]())

  it.each(stories)('$name', async ({ unit, drawn }) => {
    const { lookupMemory } = engine
    const memory = lookupMemory === undefined ? {} : { lookupMemory }
    await play([unit], drawn, { warehouse: database.url, again: true, ...memory })
  })
})
