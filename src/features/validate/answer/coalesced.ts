/**
 * Work that is asked for more often than it can be done: never two at once, and of the requests that arrive meanwhile one is done
 * afterwards, with what is there then.
 * @returns asks; resolves when work that began after the request has ended, and rejects with its error
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const start = (): Promise<void> => {
    const own = work().finally(() => {
      if (running === own) running = null
    })
    running = own
    return own
  }
  return () => {
    if (running === null) return start()
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null
        return start()
      })
    return next
  }
}
