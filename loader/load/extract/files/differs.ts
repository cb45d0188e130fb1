import { DefinitionError } from '../../../errors/index.ts'
import type { UnitDefinition } from '../../../model/index.ts'

/** DefinitionError 'source-differs': a file whose columns are not the declared ones. */
export function fileDiffers(unit: UnitDefinition, path: string, findings: readonly string[]): DefinitionError {
  return new DefinitionError(
    'source-differs',
    `The file ${path} of ${unit.kind} ${unit.name} differs from the declared columns of its source: ${findings.join('; ')}. Correct the file or the source.`,
    { fields: { unit: unit.name, path, findings } },
  )
}

/** Columns that a file lacks, with those that differ by case alone. */
export function missingColumns(declared: readonly string[], given: readonly string[]): readonly string[] {
  return declared
    .filter((name) => !given.includes(name))
    .map((name) => {
      const other = given.find((one) => one.toLowerCase() === name.toLowerCase())
      return `it has no ${name}${other === undefined ? '' : ` (but ${other}: names must be equal in case)`}`
    })
}
