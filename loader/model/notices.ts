import { DefinitionError } from '../errors/index.ts'
import { knownOptions } from './known-options.ts'
import type { MailShape, NoticeTime, Setting, WebhookShape } from './shapes.ts'

/** Mail about runs. */
export interface MailOptions {
  /** `smtp://user:password@host:587`, `smtps://…`. */
  readonly server: Setting | string
  readonly from: string
  readonly to: string | readonly string[]
  /** Default: 'always'. */
  readonly when?: NoticeTime
}

/** The same notices as JSON, by POST. */
export interface WebhookOptions {
  readonly url: Setting | string
  /** Default: 'always'. */
  readonly when?: NoticeTime
}

/** Throws DefinitionError 'unknown-option', 'bad-option'. */
export function mailShape(options: MailOptions): MailShape {
  knownOptions('warehouse, mail', options, ['server', 'from', 'to', 'when'])
  const to = typeof options.to === 'string' ? [options.to] : [...options.to]
  if (to.length === 0 || [options.from, ...to].some((address) => !/^[^\r\n]*@[^\r\n]+$/.test(address)))
    throw new DefinitionError(
      'bad-option',
      'warehouse, mail: from and to must be addresses, such as "warehouse@example.org".',
    )
  return Object.freeze({
    server: options.server,
    from: options.from,
    to: Object.freeze(to),
    when: whenOf('mail', options.when),
  })
}

/** Throws DefinitionError 'unknown-option', 'bad-option'. */
export function webhookShape(options: WebhookOptions): WebhookShape {
  knownOptions('warehouse, webhook', options, ['url', 'when'])
  return Object.freeze({ url: options.url, when: whenOf('webhook', options.when) })
}

function whenOf(place: string, when: NoticeTime = 'always'): NoticeTime {
  if (when === 'always' || when === 'end' || when === 'failure') return when
  throw new DefinitionError(
    'bad-option',
    `warehouse, ${place}: when is ${JSON.stringify(when)}, and must be 'always', 'end' or 'failure'.`,
  )
}
