import { units, warehouse } from '../../loader/index.ts'
import type { MailShape, WarehouseShape, WebhookShape } from '../../loader/model/index.ts'

export interface Told {
  readonly mail?: Omit<MailShape, 'from' | 'to'> & Partial<MailShape>
  readonly webhook?: WebhookShape
  readonly place?: string
}

/** A warehouse of which notices alone matter. */
export function aWarehouse({ mail, webhook, place = 'mysql://ann:s3cret-pw@db1:3306/shop' }: Told): WarehouseShape {
  return warehouse({
    sources: {},
    warehouse: place,
    log: { directory: '/srv/log' },
    ...(mail === undefined
      ? {}
      : { mail: { from: 'Typeline <typeline@example.org>', to: ['ann@example.org'], ...mail } }),
    ...(webhook === undefined ? {} : { webhook }),
    dimensions: units({}),
    facts: units({}),
  })
}
