import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { type EtlEvent, errorText, type Listener, type Reason } from '../etl/index.ts'
import type { NoticeTime, WarehouseShape } from '../model/index.ts'
import { finishedNotice } from './finished-notice.ts'
import { lostNotice } from './lost-notice.ts'
import { mailRecipient } from './mail-recipient.ts'
import type { Notice, Recipient } from './notice.ts'
import { Outbox } from './outbox.ts'
import { oneLine } from './plain-text.ts'
import { type Refusal, refusedNotice } from './refused-notice.ts'
import { startedNotice } from './started-notice.ts'
import type { Teller } from './teller.ts'
import { warehouseName } from './warehouse-name.ts'
import { webhookRecipient } from './webhook-recipient.ts'

/** Tells people and programs of runs, as `mail` and `webhook` of the configuration say; disposing waits as `settled` does. */
export interface Notices extends AsyncDisposable {
  /** Of one run or of several at once; returns at once, and sends in the background. */
  readonly listener: Listener
  /** Tells of a run that has no `run-finished`: it could not begin, or was broken off by an error. */
  refused(refusal: Refusal): void
  /** Waits until all is sent, at most `settle` milliseconds; does not throw. */
  settled(): Promise<void>
}

export interface NoticeOptions {
  /** Hides passwords in all that is sent. */
  readonly hide: (text: string) => string
  /** Told a sentence about each notice that was not taken. */
  readonly warn: (sentence: string) => void
  /** The reason that a signal gives a run's end; default: none. */
  readonly stopped?: () => Reason | null
  /** Milliseconds for one notice; default 10 s. */
  readonly patience?: number
  /** Milliseconds that `settled` waits for all; default 15 s. */
  readonly settle?: number
}

/** Throws DefinitionError where the configuration of mail or webhook cannot be right. Connects to nothing yet. */
export function openNotices(warehouse: WarehouseShape, options: NoticeOptions): Notices {
  const { hide, warn, stopped = () => null, patience = 10_000, settle = 15_000 } = options
  const { mail, webhook, log } = warehouse
  const { name, place } = warehouseName(warehouse.warehouse)
  const teller: Teller = {
    // Not so long that nothing else is read in a subject.
    name: oneLine(hide(name), 80),
    place: hide(place),
    host: hostname(),
    hide,
    log: resolve(log.directory, 'run.log'),
    stopped,
  }
  const outbox = (recipient: Recipient) =>
    new Outbox(recipient, { patience, lost: (notice, error) => warn(lostNotice(recipient, notice, error, hide)) })
  const subscribers: readonly { readonly when: NoticeTime; readonly outbox: Outbox }[] = [
    ...(mail === undefined
      ? []
      : [{ when: mail.when, outbox: outbox(mailRecipient(mail, { name: teller.name, patience })) }]),
    ...(webhook === undefined ? [] : [{ when: webhook.when, outbox: outbox(webhookRecipient(webhook, teller)) }]),
  ]
  const post = (compose: (teller: Teller) => Notice) => {
    if (subscribers.length === 0) return
    let notice: Notice
    try {
      notice = compose(teller)
    } catch (error) {
      // A listener must not throw: what happened to the run does not hang on what is told of it.
      warn(hide(`A notice could not be written, and is not sent. ${errorText(error)}`))
      return
    }
    for (const { when, outbox } of subscribers) if (isWanted(notice, when)) outbox.post(notice)
  }
  const settled = async () => {
    await Promise.all(subscribers.map(({ outbox }) => outbox.settled(settle)))
  }
  return {
    listener: (event: EtlEvent) => {
      if (event.kind === 'run-started') post((teller) => startedNotice(event, teller))
      if (event.kind === 'run-finished') post((teller) => finishedNotice(event.result, teller))
    },
    refused: (refusal) => post((teller) => refusedNotice(refusal, teller)),
    settled,
    [Symbol.asyncDispose]: settled,
  }
}

function isWanted(notice: Notice, when: NoticeTime): boolean {
  if (when === 'failure') return notice.failed
  return when === 'always' || notice.event !== 'run-started'
}
