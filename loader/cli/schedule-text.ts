import { align } from '../etl/index.ts'
import type { LastRefresh, ListedSchedule } from '../queue/index.ts'

/** The schedules as a table, and below it what is amiss. */
export function scheduleText(schedules: readonly ListedSchedule[]): string {
  if (schedules.length === 0)
    return "There are no schedules. Write schedules: { nightly: { cron: '30 2 * * *', zone: '…' } } into warehouse({ … }) of config.ts."
  const head = ['schedule', 'cron', 'zone', 'loads', 'next (UTC)', 'last (UTC)', '', '']
  const rows = schedules.map((one) => [
    one.name,
    one.cron,
    one.zone,
    loads(one),
    minute(one.next),
    minute(one.last?.startedAt ?? null),
    one.last === null ? '' : lastText(one.last),
    one.paused === null ? '' : `paused since ${minute(one.paused)}`,
  ])
  const amiss = schedules.filter(({ inRedis }) => inRedis !== 'as configured')
  const lines = amiss.map(({ name, inRedis }) => `${name} is ${words[inRedis]}`)
  const advice =
    lines.length === 0 ? [] : ['', ...lines, 'The next start of a worker sets this right, or now: run.ts schedule sync']
  return [align([head, ...rows], new Set()), ...advice].join('\n')
}

const words = {
  'as configured': '',
  otherwise: 'in Redis with another cron, zone or number of tries.',
  'not at all': 'not in Redis yet: no refresh begins for it.',
  'no longer configured': 'in Redis, and no longer in the configuration.',
} as const

function loads({ select, exclude }: ListedSchedule): string {
  const picked = select.length === 0 ? 'all' : select.join(' ')
  return exclude.length === 0 ? picked : `${picked}, not ${exclude.join(' ')}`
}

function lastText({ status, nominal, error }: LastRefresh): string {
  return [status, nominal === null ? 'by hand' : '', error ?? ''].filter((word) => word !== '').join(', ')
}

function minute(time: string | null): string {
  return time === null ? '-' : time.slice(0, 16).replace('T', ' ')
}
