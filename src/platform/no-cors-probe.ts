/** Whether a server answers at all, when the page may not read its replies. */

const PROBE_MS = 5_000
/** How long to wait for the browser's report: it comes in a task of its own, before or after the failure. */
const REPORT_MS = 300

/**
 * A request in the mode no-cors reads nothing, so it succeeds when something answers. An isolated page
 * (Cross-Origin-Embedder-Policy: require-corp) blocks this answer too. But the browser then reports what it blocked,
 * and this also shows that there was an answer. In browsers without ReportingObserver there is no such report.
 */
export async function answersAt(
  url: string,
  fetch: typeof globalThis.fetch,
  Observer: typeof ReportingObserver | undefined = globalThis.ReportingObserver,
): Promise<boolean> {
  const { origin } = new URL(url)
  let onReport: () => void
  const reported = new Promise<boolean>((resolve) => (onReport = () => resolve(true)))
  const observer =
    Observer &&
    new Observer(
      (reports) => {
        if (reports.some(({ body }) => blockedOrigin(body) === origin)) onReport()
      },
      { types: ['coep'] },
    )
  observer?.observe()
  try {
    await fetch(url, {
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PROBE_MS),
    })
    return true
  } catch {
    if (!observer) return false
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), REPORT_MS))
    return await Promise.race([reported, late])
  } finally {
    observer?.disconnect()
  }
}

/** Chrome's report body has its values in toJSON() only. */
function blockedOrigin(body: object | null | undefined): string | null {
  try {
    const { blockedURL } = JSON.parse(JSON.stringify(body)) as { readonly blockedURL: string }
    return new URL(blockedURL).origin
  } catch {
    return null
  }
}
