import { afterAll, beforeAll, describe, it } from 'vitest'
import { engines } from '../../servers/index.ts'
import { makeWorld, type World } from '../world/world.ts'
import { stories } from './stories.ts'
import { play } from './story.ts'

describe.each(engines)('a dimension, before and after, each load run twice ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it.each(stories.map((story, at) => ({ ...story, table: `story_${at + 1}` })))(
    '$name',
    async ({ table, ...story }) => {
      await play(world, story, table)
    },
  )
})
