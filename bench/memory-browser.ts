/** One browser with one tab, and the memory of its processes (Linux only: /proc). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import playwrightConfig from '../playwright.config'

const EVERY = 100 // ms

export interface Held {
  /** RSS of the tab's process, in bytes. */
  readonly tab: number
  /** PSS of all processes of the browser, in bytes: memory pages that several processes share count once. */
  readonly browser: number
}

export interface Tab {
  readonly page: Page
  /** The largest values since the last call. */
  takePeak(): Held
  /** The values after 10 s of rest and a garbage collection in the page and its workers. */
  atRest(): Promise<Held>
  /** Size of the largest WASM heap in the page and its workers, in bytes. */
  wasmHeap(): Promise<number>
}

/** @param peaks false: peaks are not recorded. Recording takes a tenth of a core, and more when tabs hold gigabytes. */
export async function inTab<T>(work: (tab: Tab) => Promise<T>, peaks = true): Promise<T> {
  const options = playwrightConfig.use?.launchOptions ?? {}
  // The profile is on disk. Without one, the browser would keep in memory what the page stores.
  const profile = mkdtempSync(join(tmpdir(), 'm3scope-bench-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    args: [...(options.args ?? []), '--js-flags=--expose-gc'],
  })
  const cdp = await context.browser()!.newBrowserCDPSession()
  const held = async (): Promise<Held> => {
    const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
    let tab = 0
    let all = 0
    for (const { id, type } of processInfo) {
      const { rss, pss } = readMemory(id)
      all += pss
      if (type === 'renderer') tab = Math.max(tab, rss)
    }
    return { tab, browser: all }
  }
  let peak: Held = { tab: 0, browser: 0 }
  let watching = peaks
  const watch = async () => {
    while (watching) {
      const now = await held().catch(() => peak)
      peak = { tab: Math.max(peak.tab, now.tab), browser: Math.max(peak.browser, now.browser) }
      await new Promise((resolve) => setTimeout(resolve, EVERY))
    }
  }
  const watcher = watch()
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    return await work({
      page,
      takePeak() {
        const taken = peak
        peak = { tab: 0, browser: 0 }
        return taken
      },
      async atRest() {
        await page.waitForTimeout(10_000)
        await everywhere(page, () => (globalThis as { gc?: () => void }).gc?.())
        await page.waitForTimeout(1_000)
        return held()
      },
      wasmHeap: () => wasmHeapOf(page),
    })
  } finally {
    watching = false
    await watcher
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

/** Size of all WASM memories of the page or worker that has the most, bytes. */
export async function wasmHeapOf(page: Page): Promise<number> {
  const sizes = await everywhere(page, () =>
    ((globalThis as { wasmMemories?: WebAssembly.Memory[] }).wasmMemories ?? []).reduce(
      (sum, memory) => sum + memory.buffer.byteLength,
      0,
    ),
  )
  return Math.max(0, ...sizes)
}

/** Threads of onnxruntime and of our encoder: they wait in WASM and would never answer. */
const THREADS = /\/(ort-wasm-|thread-)/

/** Evaluates in the page and its workers, but not in threads. */
function everywhere<T>(page: Page, work: () => T): Promise<T[]> {
  const workers = page.workers().filter((worker) => !THREADS.test(worker.url()))
  return Promise.all([page.evaluate(work), ...workers.map((worker) => worker.evaluate(work))]) as Promise<T[]>
}

/** @returns zeros for a process that has ended */
function readMemory(pid: number): { rss: number; pss: number } {
  let text = ''
  try {
    text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  } catch {
    return { rss: 0, pss: 0 }
  }
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0)
  return { rss: 1024 * kilobytes('Rss'), pss: 1024 * kilobytes('Pss') }
}
