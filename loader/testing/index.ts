export { type PlayOptions, play } from './play.ts'
