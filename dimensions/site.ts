import { siteDim } from '../creates/site-dim.ts'
import { dimension } from '../loader/index.ts'
import { sites } from '../sources/site.ts'

export const site = dimension({
  name: 'site',
  table: siteDim,
  source: sites,
  attributes: { domain: 'type1', name: 'type1' },
})
