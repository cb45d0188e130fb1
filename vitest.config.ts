import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/servers/global-setup.ts'],
    // Processes, since native engines and signals are a process's own; few that take one file after another, since each start costs what a small file does.
    pool: 'forks',
    isolate: false,
    // A test waits for a server half of its time, so that three at once keep two cores busy.
    maxWorkers: 3,
    // As many at once where a file says `concurrent`: its children are at work, not this process.
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    // Names the file that hangs, and a failure's own lines, without noise of those that pass.
    reporters: process.env['CI'] === 'true' ? ['default', 'hanging-process'] : ['default'],
  },
})
