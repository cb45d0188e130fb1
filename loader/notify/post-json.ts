/**
 * POSTs a document and gives the status of the answer, whose body nobody reads. A connection of its own each time, since one that was kept may
 * be closed by the server in the moment in which it is used. Follows no redirection: a path may be a secret, and the document is for nobody else.
 */
export async function postJson(url: URL, document: object, signal: AbortSignal): Promise<number> {
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const body = Buffer.from(JSON.stringify(document))
  const headers = { 'content-type': 'application/json', 'content-length': body.length, connection: 'close' }
  return await new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers, signal }, (response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
      .on('error', reject)
      .end(body)
  })
}
