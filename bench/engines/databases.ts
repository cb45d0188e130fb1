/** What the bench makes on a server, and drops. */
export const databases = { source: 'typeline_bench_source', warehouse: 'typeline_bench_warehouse' }
