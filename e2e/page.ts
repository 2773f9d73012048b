/** The page as a user's hands and eyes: what every journey needs. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test as base, type Page } from '@playwright/test'
import { STORE_KEY, STORE_VERSION } from '../src/app/persistence'
import type { SiteModel } from '../src/host/calls'
import type { ScoreName } from '../src/engine/score/types'
import type { PickerTab } from '../src/features/models/picker'

export const SCORES: readonly ScoreName[] = [
  'dense',
  'sparse',
  'colbert',
  'sparse+dense',
  'colbert+sparse+dense',
]

interface Fixtures {
  guarded: undefined
  /** Hosts (with port) that the user of this test has asked for. */
  askedHosts: Set<string>
  /** Which model the site offers: the tiny one, which loads and runs quickly, or the demonstration model. */
  site: 'demo' | 'tiny'
  /** One, unless threads are what the test is about. */
  threads: 'one' | 'all'
}

/** Every test also asserts: no request to a host that nobody asked for, no error in the console. */
export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
  askedHosts: async ({}, use) => use(new Set()),
  site: ['tiny', { option: true }],
  threads: ['one', { option: true }],
  guarded: [
    async ({ page, baseURL, askedHosts, site, threads }, use, info) => {
      if (site === 'tiny') await serveSiteModels(page, { demo: false })
      if (threads === 'one')
        await page.context().addInitScript(useOneThread, [STORE_KEY, STORE_VERSION] as const)
      const strangers: string[] = []
      const errors: string[] = []
      page.context().on('request', (request) => {
        const url = new URL(request.url())
        const own =
          url.origin === new URL(baseURL!).origin || url.host === `intranet.test:${new URL(baseURL!).port}`
        if (!own && !askedHosts.has(url.host) && !['data:', 'blob:'].includes(url.protocol))
          strangers.push(request.url())
      })
      page.on('pageerror', (error) => errors.push(error.message))
      await use(undefined)
      expect(strangers, 'requests to other origins').toEqual([])
      if (info.status === 'passed') expect(errors, 'uncaught errors').toEqual([])
    },
    { auto: true },
  ],
})

/**
 * Two tests run side by side on two cores. Threads of one run wait for each other in a loop, so two threads of two runs
 * take three times as long.
 */
function useOneThread([key, version]: readonly [string, number]) {
  const settings = JSON.stringify({ state: { settings: { threads: 1 } }, version })
  // A blank page has no storage.
  if (location.protocol.startsWith('http') && localStorage.getItem(key) === null)
    localStorage.setItem(key, settings)
}

export { expect }

/** A test that needs the demonstration model: its scores, its 12 layers, its hashes, or a run that takes a while. */
export const demoTest = test.extend({ site: 'demo' })

/** The demonstration model with as many threads as the page chooses by itself. */
export const threadedTest = demoTest.extend({ threads: 'all' })

export const open = async (page: Page, query = '') => {
  await page.goto(`./${query}`)
  await expect(page.getByTestId('text-a')).toBeVisible()
}

export const ready = (page: Page) =>
  expect(page.getByTestId('model-status')).toHaveAttribute('data-phase', 'ready', { timeout: 60_000 })

export const phase = (page: Page, name: 'idle' | 'asking' | 'running' | 'done' | 'failed' | 'cancelled') =>
  expect(page.getByTestId('run-status')).toHaveAttribute('data-phase', name, { timeout: 60_000 })

export async function analyze(page: Page): Promise<void> {
  await page.getByTestId('analyze').click()
  await phase(page, 'done')
}

/** After a change of texts or settings: the scores before it are shown until the run ends. */
export async function analyzeAnew(page: Page): Promise<void> {
  await page.getByTestId('analyze').click()
  await expect(page.getByTestId('score-strip')).toHaveAttribute('data-stale', 'false')
  await phase(page, 'done')
}

/** Opens an option that stands behind "more". */
export async function openOption(page: Page, name: string): Promise<void> {
  await page.getByTestId('options-more').click()
  await page.getByTestId(`option-${name}`).click()
}

export async function openModelDialog(page: Page, tab: PickerTab): Promise<void> {
  await page.getByTestId('model-status').click()
  await page.getByTestId('model-open').click()
  await page.getByTestId(`picker-tab-${tab}`).click()
}

export async function readScores(page: Page): Promise<Record<ScoreName, number>> {
  const values = await Promise.all(
    SCORES.map(async (name) => [
      name,
      Number(await page.getByTestId(`score-${name}`).getAttribute('data-value')),
    ]),
  )
  return Object.fromEntries(values) as Record<ScoreName, number>
}

/** The whole text of an editor; CodeMirror renders only what is visible, so its element has a value. */
export const textOf = (page: Page, side: 'a' | 'b') =>
  page.getByTestId(`text-${side}`).evaluate((element) => (element as HTMLElement & { value: string }).value)

export const expectText = (page: Page, side: 'a' | 'b', text: string) =>
  expect.poll(() => textOf(page, side)).toBe(text)

/** Drops files on an element as a file manager does. */
export async function dropFiles(
  page: Page,
  testId: string,
  files: readonly { name: string; bytes: Uint8Array }[],
): Promise<void> {
  const plain = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }))
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer()
    for (const { name, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      data.items.add(new File([bytes], name, { type: 'text/plain' }))
    }
    return data
  }, plain)
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.getByTestId(testId).dispatchEvent(type, { dataTransfer: transfer })
}

export async function paste(page: Page, testId: string, html: string, plain: string): Promise<void> {
  const target = page.getByTestId(testId)
  await target.focus()
  await target.evaluate(
    (element, [htmlText, plainText]) => {
      const data = new DataTransfer()
      data.setData('text/html', htmlText!)
      data.setData('text/plain', plainText!)
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    },
    [html, plain],
  )
}

const TINY = fileURLToPath(new URL('../test/models/tiny/', import.meta.url))
const LIST = new URL('../public/models/models.json', import.meta.url)

/** The embedded demo as the site lists it, and the tiny test model as if the site had it too. */
export function siteModels(): Record<'demo' | 'tiny', SiteModel> {
  const list = JSON.parse(readFileSync(LIST, 'utf8')) as { models: [{ files: SiteModel['files'] }] }
  const tinyFiles = readdirSync(TINY, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(TINY + name).isFile())
    .map((name) => ({ name, bytes: statSync(TINY + name).size }))
  return {
    demo: { kind: 'site', id: 'demo', isDemo: true, baseUrl: 'models/demo/', files: list.models[0].files },
    tiny: { kind: 'site', id: 'tiny', isDemo: false, baseUrl: 'models/tiny/', files: tinyFiles },
  }
}

/** Serves the tiny model beside the demo, in models.json too. @param broken files that arrive as a login page */
export async function serveSiteModels(
  page: Page,
  { broken, demo = true }: { broken?: RegExp; demo?: boolean } = {},
): Promise<void> {
  const { models, ...rest } = JSON.parse(readFileSync(LIST, 'utf8')) as { models: object[] }
  const tiny = { id: 'tiny', name: 'tiny test model', baseUrl: 'tiny/', files: siteModels().tiny.files }
  await page
    .context()
    .route('**/models/models.json', (route) =>
      route.fulfill({ json: { ...rest, models: demo ? [...models, tiny] : [tiny] } }),
    )
  await page.context().route('**/models/tiny/**', (route) => {
    const file = new URL(route.request().url()).pathname.split('/models/tiny/')[1]!
    return broken?.test(file)
      ? route.fulfill({ body: '<!doctype html>Sign in', contentType: 'text/html' })
      : route.fulfill({ path: TINY + file })
  })
}
