import { engines, type TestEngine } from '../servers/index.ts'

/** The long stories are told on DuckDB, and on the servers where somebody waits for it (`npm run test:stories`). */
export const storyEngines: readonly TestEngine[] =
  process.env['TYPELINE_STORIES'] === 'servers'
    ? engines.filter(({ name }) => name !== 'duckdb')
    : engines.filter(({ name }) => name === 'duckdb')
