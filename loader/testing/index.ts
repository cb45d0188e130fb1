export { drawnCells, isDrawn } from './drawn-cells.ts'
export { type PlayOptions, play } from './play.ts'
