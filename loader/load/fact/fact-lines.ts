import type { LineColumn, PrintedForm, RowBlock } from '../../engine/index.ts'
import { naturalColumns } from '../../model/index.ts'
import type { NamedColumn } from '../../schema/index.ts'
import { harmlessLine } from '../conform/row-limit.ts'
import { rowZone } from '../extract/conform-columns.ts'
import { conformedField } from '../printed/conformed-field.ts'
import { constantField } from '../printed/constant-field.ts'
import { Line } from '../printed/line.ts'
import { type Field, LineMaker, type MadeLines } from '../printed/line-maker.ts'
import { roleField } from '../printed/role-field.ts'
import { type ResolvedRole, resolvedRoles } from './resolved-roles.ts'
import type { ResolverParts } from './resolver-parts.ts'

/**
 * Rows of a fact as lines of its bulk load, straight from the bytes of a block: those that are loaded with members that are there, and nothing to be told of. What else there is, a reject, a miss, a member to
 * infer, comes back as rows for `FactResolver`, which counts it.
 */
export class FactLines {
  readonly #parts: ResolverParts
  readonly #lineColumns: readonly LineColumn[]
  readonly #roles: readonly ResolvedRole[]
  #forms: readonly PrintedForm[] | null = null
  #maker: LineMaker | null = null

  /** `lineColumns`: of the fact's columns, and those of its order. */
  constructor(parts: ResolverParts, lineColumns: readonly LineColumn[]) {
    this.#parts = parts
    this.#lineColumns = lineColumns
    this.#roles = resolvedRoles(parts)
  }

  make(block: RowBlock): MadeLines {
    const forms = block.printed?.forms
    if (forms === undefined)
      return { lines: null, rest: Array.from({ length: block.length }, (_, at) => block.row(at)) }
    if (this.#maker === null || forms.join() !== this.#forms?.join()) {
      this.#maker = this.#compile(forms)
      this.#forms = forms
    }
    return this.#maker.make(block)
  }

  #compile(forms: readonly PrintedForm[]): LineMaker {
    const { columns, limits } = this.#parts
    const line = new Line(forms.length)
    const all = [...columns.table, ...columns.order]
    const fields = all.map((target, at) => this.#field(line, target, at, forms))
    return new LineMaker(line, fields, harmlessLine(all, limits.rowBytes))
  }

  #field(line: Line, target: NamedColumn, at: number, forms: readonly PrintedForm[]): Field {
    const { columns, fact, layout, limits, index, run } = this.#parts
    const lineColumn = this.#lineColumns[at] as LineColumn
    const resolved = this.#roles.find((one) => one.at === at)
    if (resolved !== undefined) {
      const { table } = resolved.lookup.dimension
      const [natural = ''] = naturalColumns(table)
      const source = layout.columns[resolved.input.direct]?.declared?.column
      return roleField(line, { ...resolved, index: index(table.name), natural: table.columns[natural], source }, forms)
    }
    const column = columns.conformed.find(({ to }) => to === at)
    if (column === undefined) return constantField(target.column.purpose === 'audit' ? run : null, lineColumn)
    return conformedField(line, column, lineColumn, forms[column.at] ?? 'other', limits, rowZone(fact.source))
  }
}
