import { describe, expect, it } from 'vitest'
import { asWarehouse } from '../../loader/cli/config-schema.ts'

const table = { name: 't', columns: {}, grain: [], indexes: [] }
const unit = { kind: 'dimension', name: 'one', table, source: { from: 'a', columns: {} }, tags: [] }
const sound = {
  sources: { a: 'duckdb:./a.duckdb' },
  warehouse: { setting: 'W', reveal: () => 'duckdb:./w.duckdb' },
  log: { directory: './log', level: 'info', keep: '90 days' },
  dimensions: { units: [unit], toggles: { one: { active: false } } },
  facts: { units: [], toggles: {} },
  rejects: { warn: 0.01, fail: 0.1 },
  queue: { name: 'typeline', silence: 30, timeLimit: 21_600, attempts: 5 },
  schedules: {},
}

describe('a configuration', () => {
  it('comes back as it went in', () => {
    expect(asWarehouse(sound, 'config.ts')).toBe(sound)
  })

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'the default export: must be warehouse({ … })'],
    ['a function', () => sound, 'the default export: must be warehouse({ … })'],
    ['no warehouse', { ...sound, warehouse: undefined }, 'warehouse: must be a database URL or env(…)'],
    ['an empty URL', { ...sound, sources: { a: '' } }, 'sources.a: must be a database URL'],
    ['a source that is a number', { ...sound, sources: { a: 3 } }, 'sources.a: must be a database URL or env(…)'],
    [
      'a level that is none',
      { ...sound, log: { ...sound.log, level: 'loud' } },
      'log.level: must be trace, debug, info, warn, error, fatal or silent',
    ],
    ['a keep without days', { ...sound, log: { ...sound.log, keep: '3 months' } }, 'log.keep: must be like "90 days"'],
    ['no schedules', { ...sound, schedules: 3 }, 'schedules: must name the schedules: { name: { cron, zone } }'],
    ['no queue', { ...sound, queue: undefined }, 'queue: must be { name, silence, timeLimit, attempts }'],
    ['a share above 1', { ...sound, rejects: { warn: 0.1, fail: 10 } }, 'rejects.fail: '],
    ['a list of dimensions', { ...sound, dimensions: [unit] }, 'dimensions: must be units(…) of dimensions'],
    [
      'what is no dimension',
      { ...sound, dimensions: { units: [3], toggles: {} } },
      'dimensions.units.0: must be made by dimension()',
    ],
    [
      'a fact among the dimensions',
      { ...sound, dimensions: { units: [{ ...unit, kind: 'fact' }], toggles: {} } },
      'dimensions.units.0.kind: must be made by dimension()',
    ],
    [
      'a table that is a name',
      { ...sound, dimensions: { units: [{ ...unit, table: 't' }], toggles: {} } },
      'dimensions.units.0.table: must be made by table()',
    ],
    [
      'a toggle that is a word',
      { ...sound, dimensions: { units: [unit], toggles: { one: { active: 'no' } } } },
      'dimensions.toggles.one.active: must be true or false',
    ],
  ])('%s: a sentence', (_, value, sentence) => {
    expect(() => asWarehouse(value, 'config.ts')).toThrow(
      expect.objectContaining({ code: 'bad-config', message: expect.stringContaining(`\n  ${sentence}`) }),
    )
  })

  it('all findings at once', () => {
    const value = { ...sound, warehouse: 1, rejects: null, facts: {} }
    expect(() => asWarehouse(value, 'config.ts')).toThrow(/warehouse: [\s\S]*facts\.units: [\s\S]*rejects: /)
  })
})
