import type { TablePlan } from '../../engine/index.ts'
import { columnsFor, naturalColumns, type UnitDefinition } from '../../model/index.ts'
import type { NamedColumn, TableShape } from '../../schema/index.ts'
import { namedColumns } from './named-columns.ts'

/**
 * A dimension's table: primary key = surrogate key; natural key unique, with history together with valid_from. The natural key is nullable
 * for the reserved members alone.
 */
export function dimensionPlan(table: TableShape): TablePlan {
  const natural = naturalColumns(table)
  return {
    name: table.name,
    columns: namedColumns(table).map(inDdl),
    primaryKey: columnsFor(table, 'key'),
    unique: [table.history === undefined ? natural : [...natural, 'valid_from']],
    indexes: table.indexes,
  }
}

/** A fact's table: primary key = grain. */
export function factPlan(table: TableShape): TablePlan {
  return { name: table.name, columns: namedColumns(table), primaryKey: table.grain, indexes: table.indexes }
}

function inDdl(named: NamedColumn): NamedColumn {
  return named.column.purpose === 'natural' ? { ...named, column: { ...named.column, nullable: true } } : named
}

/** The table of a unit. */
export function starPlan({ kind, table }: UnitDefinition): TablePlan {
  return kind === 'dimension' ? dimensionPlan(table) : factPlan(table)
}
