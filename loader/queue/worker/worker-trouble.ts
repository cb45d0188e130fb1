const connection = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/
const lostHold = /(?:Missing lock|could not renew lock) for job (.+?)(?:\. \w+)?$/

/**
 * Makes a sentence of what BullMQ finds wrong in a worker; null for what is told elsewhere: that Redis is away by its connection, and a task's lost hold once.
 * `silence` in seconds.
 */
export function workerTrouble(silence: number): (queue: string, error: Error) => string | null {
  const told = new Set<string>()
  return (queue, error) => {
    const code = 'code' in error ? String(error.code) : ''
    if (connection.test(code) || /^Connection is closed/.test(error.message)) return null
    const task = lostHold.exec(error.message)?.[1]
    if (task === undefined) return `${queue}: ${error.message}`
    if (told.has(task)) return null
    if (told.size > 1000) told.clear()
    told.add(task)
    return `Redis had not heard of this worker for ${silence} s, so that another one may take the task ${task}; the warehouse takes what is done but once.`
  }
}
