/** Files of a validation that take long to make, outside of the page's main thread. They need no model. */
import type { Handlers } from '../handlers'

export const exportHandlers: Pick<Handlers, 'validationExport'> = {
  async validationExport({ form, rows, options }, { signal }) {
    const { exportWriter } = await import('../../formats/validation/write')
    const pieces = (await exportWriter(form)).write(rows, options)
    const parts: (string | Uint8Array)[] = []
    for (;;) {
      const next = await pieces.next()
      signal.throwIfAborted()
      if (next.done) return { parts, summary: next.value }
      parts.push(next.value)
    }
  },
}
