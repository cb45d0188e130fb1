/** What the bench makes on a server, and drops. */
export const databases = {
  source: 'typeline_bench_source',
  warehouse: 'typeline_bench_warehouse',
  /** Of the example at the root. */
  exampleSource: 'typeline_bench_example_source',
  exampleWarehouse: 'typeline_bench_example_warehouse',
}

/** URLs of the example's two databases on a server. */
export function examplePlaces(server: string): { readonly source: string; readonly warehouse: string } {
  return { source: `${server}/${databases.exampleSource}`, warehouse: `${server}/${databases.exampleWarehouse}` }
}
