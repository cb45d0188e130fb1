/** Where AdventureWorks lies: as tables of a server, or as the CSV files that DuckDB reads from its `file_search_path`. */
export type Origin = 'tables' | 'files'
