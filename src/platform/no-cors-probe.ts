/** Whether a server is there at all, where it does not let a page read its replies. */

const PROBE_MS = 5_000
/** The report comes in a task of its own, after the failure or before it. */
const REPORT_MS = 300

/**
 * A request that reads nothing (no-cors) succeeds where something answers. An isolated page
 * (Cross-Origin-Embedder-Policy: require-corp) blocks that answer too, but reports that it did: then as well there was
 * one. Browsers without ReportingObserver say nothing of it.
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

/** Chrome's body has no property but what JSON makes of it. */
function blockedOrigin(body: object | null): string | null {
  try {
    const { blockedURL } = JSON.parse(JSON.stringify(body)) as { readonly blockedURL: string }
    return new URL(blockedURL).origin
  } catch {
    return null
  }
}
