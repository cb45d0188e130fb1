export { type NoticeOptions, type Notices, openNotices } from './open-notices.ts'
export type { Refusal } from './refused-notice.ts'
