import { siteDim } from '../creates/site-dim.ts'
import { feeding, source, sql } from '../loader/index.ts'

export const sites = source({
  from: 'marketplace',
  columns: feeding(siteDim),
  sql: sql`SELECT s.id AS site_id, s.domain, s.name FROM django_site s`,
})
