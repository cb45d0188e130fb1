import { audit, integer, key, natural, table, varchar } from '../loader/index.ts'

/** Where one meets the marketplace: web, app, partners. */
export const siteDim = table('site_dim', {
  site_key: key(),
  site_id: natural(integer()),
  domain: varchar(100),
  name: varchar(50),
  ...audit(),
})
