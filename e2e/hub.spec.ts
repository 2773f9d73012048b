/** A hub, a mirror or a proxy: found, downloaded, resumed, kept, refused. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { FakeHub } from './fake-hub'
import {
  analyze,
  analyzeAnew,
  dropFiles,
  expect,
  open,
  openModelDialog,
  readScores,
  ready,
  serveSiteModels,
  test,
} from './page'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const MEGABYTE = 2 ** 20
let hub: FakeHub

test.beforeAll(async () => {
  hub = await FakeHub.start({
    'acme/tiny': folder('../test/models/tiny'),
    // Where head files are fetched from.
    'BAAI/bge-m3': folder('../test/models/tiny'),
    // Large enough for several stored pieces.
    'acme/large': folder('../public/models/demo'),
  })
})
test.afterAll(() => hub.close())
test.beforeEach(({ askedHosts }) => {
  hub.reset()
  const { port } = new URL(hub.url)
  askedHosts.add(`localhost:${port}`).add(`127.0.0.1:${port}`)
})

async function openHub(page: Page): Promise<void> {
  await openModelDialog(page, 'hub')
  await page.getByTestId('hub-host-own').click()
  await page.getByTestId('hub-own-url').fill(hub.url)
}

async function find(page: Page, address: string): Promise<void> {
  await page.getByTestId('hub-address').fill(address)
  await page.getByTestId('hub-find').click()
}

const found = (page: Page, phase: string) =>
  expect(page.getByTestId('model-found')).toHaveAttribute('data-phase', phase)
const isModel = (page: Page, id: string) =>
  expect(page.getByTestId('model-status')).toHaveAttribute('data-model', id)

async function load(page: Page, address: string): Promise<void> {
  await find(page, address)
  await found(page, 'found')
  await page.getByTestId('model-load').click()
  await isModel(page, address)
}

test('a repository: nothing is asked before Find; loaded; after a reload not asked again', async ({
  page,
}) => {
  await serveSiteModels(page)
  await open(page, '?lang=en&model=tiny')
  await ready(page)
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
  const expected = await readScores(page)

  await openHub(page)
  await page.getByTestId('hub-address').fill('acme/tiny')
  expect(hub.log).toEqual([])
  await load(page, 'acme/tiny')
  await ready(page)
  await analyze(page)
  expect(await readScores(page)).toEqual(expected)

  hub.reset()
  await page.goto('./?lang=en')
  await ready(page)
  await isModel(page, 'acme/tiny')
  await analyze(page)
  expect(await readScores(page)).toEqual(expected)
  expect(hub.log, 'requests after a reload').toEqual([])
})

/** Requests for the graph to its end; a look at its structure asks for parts, which have one ("bytes=0-65535"). */
const downloads = () =>
  hub.asked(/\/cdn\/.*model_q4\.onnx/).filter(({ range }) => range === null || range.endsWith('-'))

test('a connection that breaks is taken up where it broke', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await openHub(page)
  hub.faults.drop = { file: /model_q4\.onnx$/, afterBytes: 40 * MEGABYTE, times: 1 }
  await load(page, 'acme/large')
  await ready(page)
  const ranges = downloads().map(({ range }) => range)
  expect(ranges[0]).toBeNull()
  expect(ranges.at(-1)).toMatch(/^bytes=\d{7,}-/)
})

test('a download that was cancelled, and its page closed, goes on where it was; what it shows is true', async ({
  page,
}) => {
  await open(page, '?lang=en')
  await ready(page)
  await openHub(page)
  hub.faults.bytesPerSecond = 16 * MEGABYTE
  await load(page, 'acme/large')
  await expect(page.getByTestId('run-status')).toContainText(/MB\/s/)
  await expect(async () => {
    const text = (await page.getByTestId('run-status').textContent()) ?? ''
    const [, done] = /([\d.]+) MB/.exec(text) ?? []
    expect(Number(done)).toBeGreaterThan(36)
  }).toPass()
  await page.getByTestId('cancel').click()
  await isModel(page, 'tiny') // the one before stays
  hub.faults.bytesPerSecond = null
  hub.log.length = 0
  await page.goto('./?lang=en')
  await openHub(page)
  await load(page, 'acme/large')
  await ready(page)
  const [first] = downloads()
  expect(Number(/^bytes=(\d+)-/.exec(first?.range ?? '')?.[1])).toBeGreaterThanOrEqual(16 * MEGABYTE)
})

test('a private repository wants a token, which is never stored', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  hub.faults.token = 'hf_secret'
  await openHub(page)
  await find(page, 'acme/tiny')
  await expect(page.getByTestId('error')).toHaveAttribute('data-code', 'hub/unauthorized')
  await page.getByTestId('hub-token').fill('hf_secret')
  await load(page, 'acme/tiny')
  await ready(page)
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(kept).toContain('acme/tiny')
  expect(kept).not.toContain('hf_secret')
})

test('what is refused says why, and the model before stays usable', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
  const cases: readonly [string, string, string, () => void][] = [
    ['a repository that is not there', 'acme/nothing', 'hub/not-found', () => undefined],
    ['a login page', 'acme/tiny', 'network/failed', () => (hub.faults.api = 'login')],
    ['a host that lets no page read', 'acme/tiny', 'network/failed', () => (hub.faults.cors = false)],
    ['what is no address', 'bge m3', 'hub/invalid-address', () => undefined],
  ]
  for (const [what, address, code, arrange] of cases)
    await test.step(what, async () => {
      hub.reset()
      arrange()
      await openHub(page)
      await find(page, address)
      await expect(page.getByTestId('error')).toHaveAttribute('data-code', code)
      await page.keyboard.press('Escape')
      await isModel(page, 'tiny')
      await page.getByTestId('text-a').fill(what)
      await analyzeAnew(page)
    })

  await test.step('a file whose SHA-256 is another', async () => {
    hub.reset()
    await openHub(page)
    // The hub lists another hash than its storage has.
    await page.context().route('**/api/models/acme/tiny/tree/**', async (route) => {
      const listing = await (await route.fetch()).text()
      const changed = listing.replace(
        /("path":"onnx\/model\.onnx".*?"oid":")[0-9a-f]{64}/,
        `$1${'0'.repeat(64)}`,
      )
      expect(changed).not.toBe(listing)
      await route.fulfill({
        body: changed,
        contentType: 'application/json',
        headers: { 'access-control-allow-origin': '*' },
      })
    })
    await find(page, 'acme/tiny')
    await found(page, 'found')
    await page.getByTestId('model-load').click()
    await expect(page.getByTestId('error')).toHaveAttribute('data-code', 'model/hash-mismatch')
    await isModel(page, 'tiny')
    await ready(page)
  })
})

test('a proxy without the listing API, and a plain folder, are found by trying names', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  hub.faults.api = 'none'
  await openHub(page)
  await load(page, 'acme/tiny')
  await ready(page)
  await openHub(page)
  // Under another name of the same machine: the host that was chosen is a hub, whose paths mean repositories.
  await find(page, hub.folder('acme/large').replace('localhost', '127.0.0.1'))
  await found(page, 'found')
  await page.getByTestId('model-load').click()
  await isModel(page, 'large')
  await ready(page)
})

test('head files are fetched from bge-m3’s repository when asked, and the page says whose they are', async ({
  page,
}) => {
  await open(page, '?lang=en')
  await ready(page)
  await openHub(page)
  await page.getByTestId('picker-tab-local').click()
  const names = ['onnx/model_hidden.onnx', 'config.json', 'tokenizer.json', 'tokenizer_config.json']
  await dropFiles(
    page,
    'local-drop',
    names.map((name) => ({
      name: name.split('/').at(-1)!,
      bytes: readFileSync(`${folder('../test/models/tiny')}/${name}`),
    })),
  )
  await page.getByTestId('pooling-cls').check()
  expect(hub.log).toEqual([])
  await page.getByTestId('heads-fetch').click()
  await page.getByTestId('model-load').click()
  await expect(page.getByTestId('model-status')).toContainText('64d')
  await ready(page)
  expect(hub.asked(/\.pt/).length).toBeGreaterThan(0)
  await page.getByTestId('model-status').click()
  await expect(page.getByTestId('model-warnings')).toContainText('BAAI/bge-m3')
  await page.keyboard.press('Escape')
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
  for (const head of ['sparse', 'colbert'])
    await expect(page.getByTestId(`score-${head}`)).toHaveAttribute('data-state', 'available')
})

test('a full disk costs the copy, not the model', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  const devtools = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  const { usage } = await page.evaluate(() => navigator.storage.estimate())
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: (usage ?? 0) + 20 * MEGABYTE })
  await openHub(page)
  await load(page, 'acme/large')
  await ready(page)
  await page.getByTestId('model-status').click()
  await expect(page.getByTestId('model-warnings').locator('li').first()).toHaveAttribute(
    'data-code',
    'not-stored',
  )
})

test('a link to a model of a hub fetches nothing by itself', async ({ page }) => {
  await open(page, '?lang=en&model=BAAI/bge-m3')
  await expect(page.getByTestId('error')).toHaveAttribute('data-code', 'store/incomplete')
  await expect(page.getByTestId('error')).toContainText('BAAI/bge-m3')
})
