/**
 * What the built page costs before anything is asked of it: the HTML, JavaScript and CSS that the page itself loads within
 * six seconds of opening, gzipped. Not counted: what workers load, the runtime (ort/) and the models.
 * `npm run size` builds the page and prints the table; e2e/size.spec.ts holds the budget in the test suite.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium, type Page } from '@playwright/test'
import { preview } from 'vite'
import config from '../playwright.config'

/** In bytes, in Chinese, whose words are larger than the English ones. */
export const BUDGET = 400_000

/** In milliseconds: what the page loads by itself, without a click, is there by then. */
const SETTLED = 6_000

export interface LoadedFile {
  /** Relative to the page. */
  readonly name: string
  /** Bytes after gzip -9. */
  readonly gzip: number
}

/** @param page opened on the page that is measured. @returns the largest first */
export async function loadedFiles(page: Page): Promise<LoadedFile[]> {
  await page.waitForTimeout(SETTLED)
  const workers = new Set(page.workers().map((worker) => worker.url()))
  // The page's own timeline: what a worker imports stands in the worker's.
  const urls = await page.evaluate(() => [
    location.href,
    ...performance.getEntriesByType('resource').map(({ name }) => name),
  ])
  const files = new Map<string, number>()
  for (const url of new Set(urls)) {
    const name = new URL(url).pathname.slice(1)
    if (workers.has(url) || /^(ort|models)\//.test(name) || !/(^|\/|\.html|\.js|\.css)$/.test(name)) continue
    const body = await (await page.request.get(url)).body()
    files.set(name || 'index.html', gzipSync(body, { level: 9 }).byteLength)
  }
  return [...files].map(([name, gzip]) => ({ name, gzip })).sort((one, other) => other.gzip - one.gzip)
}

export const totalOf = (files: readonly LoadedFile[]): number =>
  files.reduce((sum, { gzip }) => sum + gzip, 0)

export function tableOf(files: readonly LoadedFile[]): string {
  const line = (bytes: number, name: string) => `${bytes.toLocaleString('en').padStart(9)}  ${name}`
  return [
    ...files.map(({ name, gzip }) => line(gzip, name)),
    line(totalOf(files), `bytes gzipped, of ${BUDGET.toLocaleString('en')} that the first load may have`),
  ].join('\n')
}

async function main(): Promise<number> {
  const build = spawnSync('npx', ['vite', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (build.status !== 0) return 1
  const server = await preview({ preview: { port: 0 } })
  const browser = await chromium.launch(config.use?.launchOptions)
  try {
    const page = await browser.newPage({ locale: 'zh-CN' })
    await page.goto(server.resolvedUrls!.local[0]!)
    const files = await loadedFiles(page)
    console.log(tableOf(files))
    return totalOf(files) <= BUDGET ? 0 : 1
  } finally {
    await browser.close()
    await server.close()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main()
