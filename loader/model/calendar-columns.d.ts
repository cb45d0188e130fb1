/** The columns that a calendar fills, as `dateTable` has them. */
export declare const calendarColumns: Readonly<{
  date_key: import('../schema/column.ts').Column<'integer', false, 'key'>
  full_date: import('../schema/column.ts').Column<'date', false, 'natural'>
  year: import('../schema/column.ts').Column<'integer', false, 'attribute'>
  quarter: import('../schema/column.ts').Column<'integer', false, 'attribute'>
  month: import('../schema/column.ts').Column<'integer', false, 'attribute'>
  month_name: import('../schema/column.ts').Column<'varchar', false, 'attribute'>
  day: import('../schema/column.ts').Column<'integer', false, 'attribute'>
  day_of_year: import('../schema/column.ts').Column<'integer', false, 'attribute'>
  day_of_week: import('../schema/column.ts').Column<'integer', false, 'attribute'>
  day_name: import('../schema/column.ts').Column<'varchar', false, 'attribute'>
  iso_year: import('../schema/column.ts').Column<'integer', false, 'attribute'>
  iso_week: import('../schema/column.ts').Column<'integer', false, 'attribute'>
  fiscal_year: import('../schema/column.ts').Column<'integer', false, 'attribute'>
  fiscal_quarter: import('../schema/column.ts').Column<'integer', false, 'attribute'>
  fiscal_period: import('../schema/column.ts').Column<'integer', false, 'attribute'>
  is_weekend: import('../schema/column.ts').Column<'boolean', false, 'attribute'>
  is_last_day_of_month: import('../schema/column.ts').Column<'boolean', false, 'attribute'>
  is_last_day_of_quarter: import('../schema/column.ts').Column<'boolean', false, 'attribute'>
  is_last_day_of_year: import('../schema/column.ts').Column<'boolean', false, 'attribute'>
  same_day_last_year: import('../schema/column.ts').Column<'date', false, 'attribute'>
  is_holiday: import('../schema/column.ts').Column<'boolean', false, 'attribute'>
  holiday_name: import('../schema/column.ts').Column<'varchar', true, 'attribute'>
}>
export type CalendarColumns = typeof calendarColumns
