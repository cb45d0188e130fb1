import type { Job } from 'bullmq'

/** What a task is to do, in a few words. In its data there may be anything. */
export function whatOf({ data, name }: Job): string {
  const of = (key: string) => (typeof data === 'object' && data !== null ? String(data[key] ?? '').slice(0, 128) : '')
  if (of('name') !== '') return `${of('type')} ${of('name')}`
  if (of('schedule') !== '') return `refresh of the schedule ${of('schedule')}`
  if (of('resume') !== '') return 'refresh, gone on with'
  return name === 'refresh_data_warehouse' ? 'refresh' : name
}
