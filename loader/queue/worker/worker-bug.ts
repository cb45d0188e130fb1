/** A bug of ours that a worker met. The stack of this process would lead nowhere. */
export function workerBug(message: string): Error {
  const error = new Error(message)
  error.stack = `${message}\n    met by a worker, whose log has the stack`
  return error
}
