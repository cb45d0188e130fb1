import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for something that another process brings about; the test's own time-out is the limit. */
export async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await happened())) await sleep(20)
}
