import { z } from 'zod'
import { DefinitionError } from '../errors/index.ts'
import type { WarehouseShape } from '../model/index.ts'

// What a plain object must be for the engine to work with it. The definitions' own inside is `check`'s business.
const setting = z.custom((value) => isSetting(value), 'must be env(…)')
const place = z.union([z.string().min(1, 'must be a database URL'), setting], 'must be a database URL or env(…)')
const share = z.number('must be a share between 0 and 1').min(0).max(1)
const amount = z.number('must be a number').positive()
const texts = z.array(z.string())
const record = z.record(z.string(), z.unknown())
const source = z.looseObject({ from: z.string(), columns: record })
const unit = (kind: 'dimension' | 'fact') =>
  z.looseObject(
    {
      kind: z.literal(kind, `must be made by ${kind}()`),
      name: z.string().min(1, 'must be a name'),
      table: z.looseObject(
        { name: z.string(), columns: record, grain: texts, indexes: z.array(texts) },
        'must be made by table()',
      ),
      source: z.looseObject(source.shape, 'must be made by source()'),
      tags: texts,
      class: z.enum(['default', 'heavy'], "must be 'default' or 'heavy'").optional(),
    },
    `must be made by ${kind}()`,
  )
const units = (kind: 'dimension' | 'fact') =>
  z.looseObject(
    {
      units: z.array(unit(kind)),
      toggles: z.record(z.string(), z.object({ active: z.boolean('must be true or false') })),
    },
    `must be units(…) of ${kind}s`,
  )
const shape = z.looseObject(
  {
    sources: z.record(z.string(), place, 'must name the sources: { name: url }'),
    warehouse: place,
    redis: place.optional(),
    queue: z.looseObject(
      { name: z.string(), silence: amount, timeLimit: amount, attempts: amount },
      'must be { name, silence, timeLimit, attempts }',
    ),
    schedules: z.record(z.string(), z.unknown(), 'must name the schedules: { name: { cron, zone } }'),
    mail: record.optional(),
    webhook: record.optional(),
    sample: z.string('must be a database URL').optional(),
    log: z.looseObject(
      {
        directory: z.string('must be a folder').min(1, 'must be a folder'),
        level: z.enum(
          ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
          'must be trace, debug, info, warn, error, fatal or silent',
        ),
        keep: z.string('must be like "90 days"').regex(/^[1-9]\d{0,4} days?$/, 'must be like "90 days"'),
      },
      'must be { directory, level, keep }',
    ),
    dimensions: units('dimension'),
    facts: units('fact'),
    rejects: z.looseObject({ warn: share, fail: share }, 'must be { warn, fail }'),
  },
  'must be warehouse({ … })',
)

/** Proves that what a configuration file exports is a warehouse. Throws DefinitionError 'bad-config' with every finding. */
export function asWarehouse(value: unknown, file: string): WarehouseShape {
  const result = shape.safeParse(value)
  // What came in goes on, not zod's copy: definitions are compared by identity and frozen.
  if (result.success) return value as WarehouseShape
  const findings = result.error.issues.map(
    (issue) => `  ${issue.path.map(String).join('.') || 'the default export'}: ${issue.message}`,
  )
  throw new DefinitionError(
    'bad-config',
    `The configuration ${file} is not what warehouse({ … }) gives:\n${findings.join('\n')}`,
  )
}

/** Days that `log.keep` says. */
export function keepDays(keep: string): number {
  return Number.parseInt(keep, 10)
}

function isSetting(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'reveal' in value && typeof value.reveal === 'function'
}
