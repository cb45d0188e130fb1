import { afterAll, beforeAll, describe, it } from 'vitest'
import { play } from '../../../loader/testing/index.ts'
import { engines, type TestDatabase } from '../../servers/index.ts'
import { stories } from './stories.ts'

describe.each(engines)('a dimension, before and after, each load done twice ($name)', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await engine.database()
  })
  afterAll(() => database[Symbol.asyncDispose]())

  it.each(stories)('$name', async ({ unit, drawn }) => {
    await play([unit], drawn, { warehouse: database.url, again: true })
  })
})
